// What the pages gain with JavaScript; without it they work the same, with fewer keystrokes saved.
// 1. Suggestions: the ARIA combobox pattern with list autocomplete (w3.org/WAI/ARIA/apg/patterns/combobox).
// 2. "/" puts the cursor into the box.
// 3. On a document: n and p walk through the matches.
// 4. On results: pages, order and facets change in place; the address, Back and Forward stay as they are without JavaScript.
"use strict";

const box = document.getElementById("q");
const list = document.getElementById("suggestions");

// While an input method composes (Japanese, Vietnamese Telex, Korean...), Enter, arrows and Escape belong to it. Safari ends the
// composition before the keydown of the Enter that confirmed it, and tells so only by keyCode 229.
const composing = (event) => event.isComposing || event.keyCode === 229;

function suggestions(form) {
  const DELAY = 120; // milliseconds between the last keystroke and the question
  let timer = 0;
  let request = null;
  let typed = box.value;
  let chosen = -1;

  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", list.id);
  box.setAttribute("aria-expanded", "false");

  function close() {
    clearTimeout(timer);
    request?.abort();
    list.hidden = true;
    chosen = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }

  function show(texts) {
    list.replaceChildren(...texts.map((text, number) => {
      const option = document.createElement("li");
      option.id = `suggestion-${number}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dir = "auto";
      option.textContent = text;
      return option;
    }));
    chosen = -1;
    box.removeAttribute("aria-activedescendant");
    list.hidden = texts.length === 0;
    box.setAttribute("aria-expanded", String(texts.length > 0));
  }

  function choose(number) {
    const options = [...list.children];
    chosen = number;
    options.forEach((option, index) => option.setAttribute("aria-selected", String(index === number)));
    if (number < 0) {
      box.value = typed;
      box.removeAttribute("aria-activedescendant");
    } else {
      box.value = options[number].textContent;
      box.setAttribute("aria-activedescendant", options[number].id);
      options[number].scrollIntoView({ block: "nearest" });
    }
  }

  async function ask() {
    request?.abort();
    request = new AbortController();
    const { signal } = request;
    try {
      const answer = await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(typed)}`, { signal });
      if (!answer.ok) return close();
      const { suggestions: texts } = await answer.json();
      if (!signal.aborted && document.activeElement === box) show(texts);
    } catch (error) {
      if (error.name !== "AbortError") close(); // no network: the form still works
    }
  }

  // Also while composing: unconverted kana and half-typed syllables find completions, too.
  box.addEventListener("input", () => {
    typed = box.value;
    clearTimeout(timer);
    if (typed.trim()) timer = setTimeout(ask, DELAY);
    else close();
  });

  box.addEventListener("keydown", (event) => {
    if (composing(event)) return;
    const count = list.children.length;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault(); // a search field would be emptied
      choose(-1);
      close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !list.hidden && count) {
      event.preventDefault();
      const next = chosen + (event.key === "ArrowDown" ? 1 : -1);
      choose(next >= count ? -1 : next < -1 ? count - 1 : next);
    } else if (event.key === "Enter") {
      close(); // and let the form be sent with what stands in the box
    }
  });

  list.addEventListener("mousedown", (event) => event.preventDefault()); // keep the focus in the box
  list.addEventListener("click", (event) => {
    const option = event.target.closest('[role="option"]');
    if (!option) return;
    box.value = option.textContent;
    close();
    form.requestSubmit();
  });
  box.addEventListener("blur", close);
}

function slash() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || composing(event) || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
}

const isTyping = (element) => element.isContentEditable || /^(input|textarea|select)$/i.test(element.tagName);

function matches(bar) {
  const marks = [...document.querySelectorAll("mark[id]")];
  if (!marks.length) return;
  const status = bar.querySelector("[role=status]");
  const keyboard = !matchMedia("(pointer: coarse)").matches; // a touch screen has no use for the name of a key
  let current = marks.findIndex((mark) => `#${mark.id}` === location.hash);

  function go(step) {
    marks[current]?.classList.remove("current");
    current = current < 0 ? (step > 0 ? 0 : marks.length - 1) : (current + step + marks.length) % marks.length;
    const mark = marks[current];
    mark.classList.add("current");
    mark.scrollIntoView({ block: "center" });
    // The page's own digits: the server has written the total in them already.
    const digits = new Intl.NumberFormat(document.documentElement.lang);
    status.textContent = bar.dataset.position.replace("{n}", digits.format(current + 1)).replace("{total}", digits.format(marks.length));
  }

  for (const [name, step] of [["previous", -1], ["next", 1]]) {
    const link = bar.querySelector(`.${name}`);
    link.textContent = keyboard ? bar.dataset[name] : bar.dataset[name].replace(/\s*\(\w\)$/, "");
    link.addEventListener("click", (event) => {
      event.preventDefault();
      go(step);
    });
  }
  document.addEventListener("keydown", (event) => {
    if (composing(event) || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key === "n") go(1);
    if (event.key === "p") go(-1);
  });
}

function pages() {
  const IN_PLACE = ".pages a, .sort a, .facet a, .chips a, .suggestion a, .nothing a";
  const ahead = new Map(); // address -> promise of its page, asked for when the pointer or the focus comes near
  let latest = 0;

  const load = async (address) => {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.text();
  };

  function prepare(event) {
    const link = event.target.closest?.(".pages a");
    if (!link || ahead.has(link.href)) return;
    const page = load(link.href);
    page.catch(() => ahead.delete(link.href));
    ahead.set(link.href, page);
  }

  async function show(address, { push }) {
    const mine = ++latest;
    const main = document.querySelector("main");
    main.setAttribute("aria-busy", "true");
    try {
      const text = await (ahead.get(address) ?? load(address));
      if (mine !== latest) return;
      const page = new DOMParser().parseFromString(text, "text/html");
      const status = document.getElementById("status");
      const said = page.getElementById("status");
      if (!said) throw new Error("not a page of results"); // the last filter of a search without words was taken away
      if (push) history.pushState({ results: true }, "", address);
      document.title = page.title;
      box.value = page.getElementById("q").value;
      document.querySelector("footer").replaceWith(page.querySelector("footer"));
      const sentence = said.cloneNode(true).childNodes;
      said.replaceWith(status); // the element that screen readers listen to stays; its new words are read out
      main.replaceChildren(...page.querySelector("main").childNodes);
      status.replaceChildren(...sentence);
      if (push) {
        main.focus({ preventScroll: true });
        window.scrollTo({ top: 0, behavior: "instant" });
      }
    } catch {
      location.assign(address); // no network, or an error page: the browser shows what there is
    } finally {
      if (mine === latest) main.removeAttribute("aria-busy");
      ahead.clear(); // an index may change at any time
    }
  }

  document.addEventListener("pointerover", prepare);
  document.addEventListener("focusin", prepare);
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(IN_PLACE);
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    show(link.href, { push: true });
  });
  history.replaceState({ results: true }, "");
  window.addEventListener("popstate", (event) => {
    if (event.state?.results) show(location.href, { push: false });
  });
}

if (box && list) suggestions(box.form);
if (box) slash();
const bar = document.querySelector(".matches");
if (bar) matches(bar);
if (document.body.classList.contains("results")) pages();
