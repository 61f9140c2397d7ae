// Gives every frame the height of what is in it; without this the frames scroll.
for (const frame of document.querySelectorAll("iframe")) {
  const fit = () => {
    const inside = frame.contentDocument?.documentElement;
    // From a small height, because a document is never lower than its frame.
    frame.height = 40;
    if (inside) frame.height = Math.max(40, inside.scrollHeight);
    frame.dataset.fits = "yes";
  };
  const follow = () => {
    fit();
    // A film opens, a text unfolds.
    frame.contentDocument?.addEventListener("toggle", fit, true);
    addEventListener("resize", fit);
  };
  frame.addEventListener("load", follow);
  if (frame.contentDocument?.readyState === "complete" && frame.contentDocument.URL !== "about:blank") follow();
}
