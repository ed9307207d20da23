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
}
