// Searches in the reader's own browser: once the index is there, nothing more is fetched, and nothing is ever stored.
(() => {
  const root = document.querySelector('[data-index]');
  if (!root) return;
  const [form, input, status, template] =
    ['form', 'input', '[role=status]', 'template'].map(one => root.querySelector(one));
  const list = template.content.firstChild, entry = list.removeChild(list.firstChild);
  const WORD = /(\d+(?:[.,]\d+)+|[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*)/gu;
  const MOST = 50;
  let index, loading, timer;

  // Élan’s → elans, 3,000 → 3000; careers → career, applied → apply: in what is typed and in what is found.
  const fold = word => word.normalize('NFKD').replace(/[\p{M}'’.,]/gu, '').toLowerCase();
  const wordsOf = text => (text.match(WORD) || []).map(fold);
  const stem = word => /^\d|^.{0,3}$/.test(word) ? word
    : word.replace(/ie[sd]$/, 'y').replace(/([^isu])s$/, '$1').replace(/(.{3})(?:ing|ed)$/, '$1')
      .replace(/([^aeiou])\1$/, '$1').replace(/(.{3})e$/, '$1');

  // Every word with its pages, weighted by title, heading, summary or text.
  const prepare = pages => {
    const words = new Map();
    pages.forEach((page, at) => [[1, 12], [3, 5], [2, 4], [4, 1]].forEach(([field, weight]) =>
      wordsOf(page[field]).forEach(word => {
        if (!words.has(word)) words.set(word, { word, stem: stem(word), places: new Map() });
        const { places } = words.get(word);
        if (!places.has(at)) places.set(at, weight);
      })));
    return { pages, words: [...words.values()] };
  };

  const load = () => loading = loading || fetch(root.dataset.index).then(answer => answer.json())
    .then(found => { index = prepare(found.pages); })
    .catch(() => { loading = null; });

  // One letter more, less or other, or two that have changed places.
  const isNear = (a, b) => {
    let i = 0;
    while (i < a.length && a[i] === b[i]) i++;
    const [x, y] = [a.slice(i), b.slice(i)];
    return x.slice(1) === y || x === y.slice(1) || x.slice(1) === y.slice(1) ||
      (x[0] === y[1] && x[1] === y[0] && x.slice(2) === y.slice(2));
  };

  // The words that are meant, and how sure that is.
  const meant = (typed, isLast) => {
    const bare = stem(typed);
    const found = index.words.map(one => [one, one.word === typed ? 1 : one.stem === bare ? 0.9
      : isLast && one.word.startsWith(typed) ? 0.6 : 0]).filter(one => one[1]);
    return found.length || !/^\D{5}/.test(typed) ? found
      : index.words.filter(one => isNear(one.word, typed) || isNear(one.stem, bare)).map(one => [one, 0.4]);
  };

  const search = typed => {
    const words = [...new Set(wordsOf(typed))].slice(0, 12), hits = new Set();
    const pages = index.pages.map(page => ({ page, matched: 0, score: 0 }));
    words.forEach((word, place) => {
      const best = new Map();
      meant(word, place === words.length - 1).forEach(([one, sure]) => {
        hits.add(one.word);
        one.places.forEach((weight, at) => best.set(at, Math.max(best.get(at) || 0, weight * sure)));
      });
      best.forEach((score, at) => {
        pages[at].matched++;
        pages[at].score += score * Math.log(1 + pages.length / best.size); // “the” says little
      });
    });
    pages.forEach(one => {
      const title = wordsOf(one.page[1]);
      one.score *= title.join() === words.join() ? 9 : 1 + 1 / title.length;
    });
    const some = pages.filter(one => one.matched), all = some.filter(one => one.matched === words.length);
    const found = (all.length ? all : some).sort((a, b) => b.matched - a.matched || b.score - a.score);
    const isHit = part => hits.has(fold(part));
    return [found, isHit, !words[0] ? typed && 'empty' : !found[0] ? 'none' : !all[0] ? 'any' : all[1] ? 'many' : 'one'];
  };

  // Nothing typed or found is ever read as HTML.
  const fill = (element, text, isHit) => {
    element.textContent = '';
    text.split(WORD).forEach(part => {
      const mark = document.createElement('mark');
      mark.textContent = part;
      element.append(isHit(part) ? mark : part);
    });
    element.normalize();
  };

  // The line with most words, or what is around the first.
  const excerpt = (page, isHit) => {
    const count = line => new Set(line.split(WORD).filter(isHit).map(fold)).size;
    const line = [page[2], ...(page[4] + '\n' + page[3]).split('\n')].reduce((a, b) => count(b) > count(a) ? b : a);
    const hit = line.indexOf(line.split(WORD).find(isHit) || line);
    const from = hit > 70 ? line.indexOf(' ', hit - 70) + 1 : 0;
    const to = line.length > from + 210 ? line.lastIndexOf(' ', from + 210) : line.length;
    return (from ? '… ' : '') + line.slice(from, to) + (to < line.length ? ' …' : '');
  };

  const show = typed => {
    const [pages, isHit, say] = search(typed), many = pages.length;
    status.textContent = say && root.dataset[say].replace('#', many > MOST ? `${MOST} of ${many}` : many);
    list.textContent = '';
    pages.slice(0, MOST).forEach(({ page }) => {
      const shown = list.appendChild(entry.cloneNode(true));
      shown.firstChild.href = page[0];
      fill(shown.firstChild, page[1], isHit);
      fill(shown.lastChild, excerpt(page, isHit), isHit);
    });
  };

  const run = () => {
    clearTimeout(timer);
    const typed = input.value.trim(), address = new URL(location);
    address.searchParams.delete('q');
    if (typed) address.searchParams.set('q', typed);
    try { history.replaceState(null, '', address); } catch { /* too often */ }
    load().then(() => {
      if (typed !== input.value.trim()) return;
      if (index) show(typed); else status.textContent = root.dataset.failed;
    });
  };

  input.value = new URLSearchParams(location.search).get('q') || '';
  input.onfocus = load;
  input.oninput = () => { clearTimeout(timer); timer = setTimeout(run, 180); };
  form.onsubmit = event => { event.preventDefault(); run(); };
  root.append(list);
  root.hidden = false;
  if (input.value) run();
})();
