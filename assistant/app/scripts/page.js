() => {
  const spoken = navigator.language.slice(0, 2);
  document.documentElement.lang = ["en", "de", "ja"].includes(spoken) ? spoken : "en";

  // Only one answer's citations are shown at a time; a marker brings back those of its own.
  const show = (citation) => {
    const own = citation.closest("section").parentElement;
    for (const one of own.parentElement.children) one.hidden = one !== own;
    citation.scrollIntoView({ block: "nearest", behavior: "auto" });
    citation.focus({ preventScroll: true });
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

  // Gradio nests a button without a name in each fold, and calls buttons a list.
  const mend = () => {
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

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-footnote]");
    if (button) copy(button);
    // The page's <base> would turn a link to a citation into a reload.
    const marker = event.target.closest?.('#chat a[href^="#"]');
    if (!marker) return;
    event.preventDefault();
    const id = CSS.escape(marker.getAttribute("href").slice(1));
    const citation = document.querySelector(`#evidence [id="${id}"]`);
    if (citation) show(citation);
  });
}
