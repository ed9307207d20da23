(action, symbol) => {
  const text = document.querySelector("#check-text");
  const pane = document.querySelector("#check-pane");
  const tokens = [...(text?.querySelectorAll(".token") ?? [])];
  const current = tokens.find((token) => token.hasAttribute("aria-current"));

  const mark = (chosen) => {
    current?.removeAttribute("aria-current");
    chosen?.setAttribute("aria-current", "true");
  };

  const actions = {
    begin: () => {
      mark(null);
      document.querySelector("#check-stop")?.focus();
    },
    // The button that had the focus may have gone.
    rest: () => {
      const lost = document.activeElement === document.body || !document.activeElement;
      if (lost && text?.offsetParent) document.querySelector("#check-start")?.focus();
    },
    mark: () => mark(document.activeElement.closest("#check-text .token")),
    // On a narrow screen the pane lies below the text.
    show: () => {
      const below = pane.getBoundingClientRect().left < text.getBoundingClientRect().right;
      if (below) pane.scrollIntoView({ block: "start" });
    },
    back: () => {
      const chosen = current ?? tokens[0];
      chosen?.focus({ preventScroll: true });
      chosen?.scrollIntoView({ block: "center" });
    },
    next: () => {
      const same = tokens.filter((token) => token.textContent.startsWith(`${symbol}\u00a0`));
      const after = same.filter((token) => tokens.indexOf(token) > tokens.indexOf(current));
      const chosen = after[0] ?? same[0];
      chosen?.focus({ preventScroll: true });
      chosen?.scrollIntoView({ block: "nearest" });
      chosen?.click();
    },
  };
  actions[action]();
}
