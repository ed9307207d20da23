() => {
  const spoken = navigator.language.slice(0, 2);
  document.documentElement.lang = ["en", "de", "ja"].includes(spoken) ? spoken : "en";

  // The page's <base> would turn a link to a citation into a reload.
  document.addEventListener("click", (event) => {
    const marker = event.target.closest?.('#chat a[href^="#"]');
    if (!marker) return;
    event.preventDefault();
    const id = CSS.escape(marker.getAttribute("href").slice(1));
    const citation = document.querySelector(`#evidence [data-citation="${id}"]`);
    citation?.scrollIntoView({ block: "nearest", behavior: "auto" });
    citation?.focus({ preventScroll: true });
  });

  // The Enter that ends the conversion of an input method is no submission.
  const guard = (event) => {
    if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) {
      event.stopImmediatePropagation();
    }
  };
  window.addEventListener("keydown", guard, true);
  window.addEventListener("keypress", guard, true);
}
