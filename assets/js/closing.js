// Shows what begins and hides what ends at the moment it does, on a page that was made before then. A browser may sleep in
// between, so it looks again whenever the page is seen.
(() => {
  let timer;
  const turn = () => {
    let next = Infinity;
    document.querySelectorAll('[data-until], [data-from]').forEach(one => {
      // What is not there is not a number, and no more than 0 nor less.
      const [from, until] = ['from', 'until'].map(end => Date.parse(one.dataset[end]) - Date.now());
      one.hidden = from > 0 || until <= 0;
      [from, until].forEach(left => { if (left > 0) next = Math.min(next, left); });
    });
    clearTimeout(timer);
    // No timer lasts longer than 24 days.
    if (next < Infinity) timer = setTimeout(turn, Math.min(next, 864e5));
  };
  turn();
  addEventListener('pageshow', turn);
  document.addEventListener('visibilitychange', turn);
})();
