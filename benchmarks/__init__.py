"""Speed and size of glotta's engines beside others, on the same documents and questions: ``python -m benchmarks``. See README.md."""
