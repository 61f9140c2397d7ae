// Folds the panel of problems away and back; what an editor has folded stays folded until the problems are others.
(() => {
  "use strict";
  const host = document.querySelector("careersite-problems");
  const root = host && host.shadowRoot;
  if (!root) return;
  const panel = root.getElementById("panel");
  const badge = root.getElementById("badge");
  const memory = "careersite-preview-folded";

  const remember = (key) => {
    try {
      sessionStorage.setItem(memory, key);
    } catch {
      // A browser may forbid storage; then the panel opens again with every page.
    }
  };
  const remembered = () => {
    try {
      return sessionStorage.getItem(memory);
    } catch {
      return null;
    }
  };
  const show = (isOpen) => {
    panel.hidden = !isOpen;
    badge.hidden = isOpen;
    badge.setAttribute("aria-expanded", String(isOpen));
  };
  const fold = () => {
    show(false);
    remember(host.dataset.key);
    badge.focus();
  };
  const unfold = () => {
    show(true);
    remember("");
    root.getElementById("title").focus();
  };

  root.getElementById("fold").addEventListener("click", fold);
  badge.addEventListener("click", unfold);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden) fold();
  });

  if (panel.hidden) return;
  if (remembered() === host.dataset.key) show(false);
  else root.getElementById("title").focus();
})();
