// Shuts what closes at the moment it does, on a page that was made before then. A browser may sleep in between, so it
// looks again whenever the page is seen.
(() => {
  let timer;
  const turn = () => {
    let next = Infinity;
    document.querySelectorAll('[data-until], [data-from]').forEach(one => {
      const { until, from } = one.dataset, left = Date.parse(until || from) - Date.now();
      one.hidden = left > 0 ? !until : !!until;
      if (left > 0) next = Math.min(next, left);
    });
    clearTimeout(timer);
    // No timer lasts longer than 24 days.
    if (next < Infinity) timer = setTimeout(turn, Math.min(next, 864e5));
  };
  turn();
  addEventListener('pageshow', turn);
  document.addEventListener('visibilitychange', turn);
})();
