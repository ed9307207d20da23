() => {
  // Filled in when the page is served: texts by key and language.
  const WORDS = __WORDS__;
  const spoken = navigator.language.slice(0, 2);
  const language = ["en", "de", "ja"].includes(spoken) ? spoken : "en";
  const say = (key) => WORDS[key][language];
  document.documentElement.lang = language;

  // Only one answer's citations are shown at a time; a marker brings back those of its own.
  const show = (citation) => {
    const own = citation.closest("section").parentElement;
    for (const one of own.parentElement.children) one.hidden = one !== own;
    citation.scrollIntoView({ block: "nearest", behavior: "auto" });
    citation.focus({ preventScroll: true });
  };

  // On a phone the sentence is far above its citation.
  let origin = null;
  const lead = (citation, marker) => {
    origin = marker;
    for (const one of document.querySelectorAll("#evidence [data-back]"))
      one.hidden = !citation.contains(one);
    show(citation);
  };
  const back = (button) => {
    const id = CSS.escape(button.closest("li").id);
    const marker = origin?.isConnected ? origin : document.querySelector(`#chat a[href="#${id}"]`);
    marker?.scrollIntoView({ block: "center" });
    marker?.focus({ preventScroll: true });
  };

  const copy = async (button) => {
    const said = button.parentElement.querySelector("[role=status]");
    try {
      await navigator.clipboard.writeText(button.dataset.footnote);
      said.textContent = button.dataset.done;
    } catch {
      said.textContent = button.dataset.failed;
    }
  };

  const name = (selector, key) => {
    for (const one of document.querySelectorAll(selector)) {
      if (one.ariaLabel === say(key)) continue;
      one.ariaLabel = say(key);
      one.title = say(key);
    }
  };

  // Gradio nests a button without a name in each fold, calls buttons a list, and leaves others
  // without a name or with an English one.
  const mend = () => {
    name('#question [data-testid="submit-button"]', "send");
    name('#question [data-testid="stop-button"]', "stop");
    name('#chat button[aria-label="Liked"], #chat button[title="Liked"]', "liked");
    name('#chat button[aria-label="Disliked"], #chat button[title="Disliked"]', "disliked");
    for (const arrow of document.querySelectorAll("#chat .title button:not([inert])"))
      arrow.inert = true;
    document.querySelector('#chat .examples[role="list"]')?.setAttribute("role", "group");
  };

  // An answer is read from its start: the newest question stays at the top while its answer
  // grows, until the reader scrolls.
  let asked = 0;
  let following = false;
  const stop = (event) => {
    if (event.target.closest?.("#chat")) following = false;
  };
  for (const kind of ["wheel", "touchmove", "pointerdown", "keydown"])
    document.addEventListener(kind, stop, { passive: true });
  new MutationObserver(() => {
    mend();
    const questions = document.querySelectorAll("#chat .user.message");
    const log = document.querySelector("#chat .bubble-wrap");
    if (questions.length > asked) following = true;
    asked = questions.length;
    if (!following || !log || !asked) return;
    const last = questions[asked - 1].getBoundingClientRect();
    log.scrollTop += last.top - log.getBoundingClientRect().top - 12;
  }).observe(document.body, { childList: true, subtree: true });

  mend();

  // The server reads the cookie too.
  const speak = (chosen) => {
    document.cookie = `assistant-language=${chosen}; path=/; max-age=31536000; samesite=lax`;
    location.reload();
  };
  for (const one of document.querySelectorAll("[data-language]"))
    if (one.dataset.language === language) one.ariaCurrent = "true";

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-footnote]");
    if (button) copy(button);
    const returning = event.target.closest?.("[data-back]");
    if (returning) back(returning);
    const chosen = event.target.closest?.("[data-language]");
    if (chosen) speak(chosen.dataset.language);
    // The page's <base> would turn a link to a citation into a reload.
    const marker = event.target.closest?.('#chat a[href^="#"]');
    if (!marker) return;
    event.preventDefault();
    const id = CSS.escape(marker.getAttribute("href").slice(1));
    const citation = document.querySelector(`#evidence [id="${id}"]`);
    if (citation) lead(citation, marker);
  });
}
