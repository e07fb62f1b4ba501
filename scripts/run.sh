#!/usr/bin/env bash
# Serve the index, after building one over seeds/ where there is none.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export GLOTTA_INDEX=${GLOTTA_INDEX:-index}

if ! problem=$(.venv/bin/glotta index info 2>&1 >/dev/null); then
    # Never over somebody's own documents: an index that holds other sources is mended by the command in its own message.
    if [ -e "$GLOTTA_INDEX/manifest.json" ] && ! grep -q '"seeds' "$GLOTTA_INDEX/manifest.json"; then
        printf '%s\n' "$problem" >&2
        exit 3
    fi
    .venv/bin/glotta index rebuild seeds
fi
exec .venv/bin/glotta serve
