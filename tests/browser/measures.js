/* What a page can be asked; each question gives a list of findings in words, empty where all is well. */
(() => {
  const WORDS = 60;

  const name = (element) => {
    const classes = element.classList?.length ? "." + [...element.classList].join(".") : "";
    const words = (element.textContent ?? "").trim().replace(/\s+/g, " ").slice(0, WORDS);
    return `<${element.localName}${classes}> “${words}”`;
  };

  /* Seen by somebody; what is only read out is one pixel or clipped away. */
  const isSeen = (element) => {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    for (let one = element; one; one = one.parentElement) {
      const style = getComputedStyle(one);
      if (style.clipPath.startsWith("inset(50%") || style.clip.startsWith("rect(")) return false;
    }
    const box = element.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && box.right + scrollX > 0 && box.bottom + scrollY > 0;
  };

  const scrolls = (element, axis) => /auto|scroll/.test(getComputedStyle(element)[axis]);
  const isInside = (element, test) => {
    for (let one = element; one && one !== document.body; one = one.parentElement) if (test(one)) return true;
    return false;
  };

  const sideways = () => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const wide = [...document.body.querySelectorAll("*")].filter((one) => {
      const reach = one.getBoundingClientRect().right + scrollX;
      return reach > width + 1 && !isInside(one.parentElement, (outer) => scrolls(outer, "overflowX"));
    });
    return [`${document.documentElement.scrollWidth} px wide: ${wide.slice(-3).map(name).join(", ") || "the page"}`];
  };

  /* Every line of text that is seen, with its box and the element it stands in. */
  const lines = () => {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (!node.data.trim() || element.closest("script, style, noscript, title, desc") || !isSeen(element)) continue;
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) if (box.width > 1) found.push({ element, box });
    }
    return found.sort((one, other) => one.box.top - other.box.top);
  };

  /* A line of more than 75 characters loses the eye on its way back; a text of one line has no way back. */
  const longLines = () => {
    const found = [];
    const range = document.createRange();
    for (const block of document.querySelectorAll("main p, main li, main dd")) {
      if (!isSeen(block) || block.querySelector("p, ul, ol, dl, table, div, svg")) continue;
      const letters = new Map();
      const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        for (const word of node.data.matchAll(/\S+/g)) {
          range.setStart(node, word.index);
          range.setEnd(node, word.index + word[0].length);
          const line = Math.round(range.getBoundingClientRect().bottom / 8);
          letters.set(line, (letters.get(line) || 0) + word[0].length + 1);
        }
      }
      const longest = Math.max(...letters.values(), 0) - 1;
      if (letters.size > 1 && longest > 75) found.push(`${name(block)} has ${longest} characters in a line`);
    }
    return found;
  };

  const clipped = () => {
    const found = [];
    for (const { element, box } of lines()) {
      for (let one = element; one && one !== document.body; one = one.parentElement) {
        const style = getComputedStyle(one);
        if (style.display === "inline") continue;
        const edge = one.getBoundingClientRect();
        const hides = (axis) => /hidden|clip/.test(style[axis]);
        if (hides("overflowX") && (box.right > edge.right + 1 || box.left < edge.left - 1)) found.push(name(one));
        if (hides("overflowY") && (box.bottom > edge.bottom + 1 || box.top < edge.top - 1)) found.push(name(one));
        if (scrolls(one, "overflowX") || scrolls(one, "overflowY")) break;
      }
    }
    return [...new Set(found)].map((one) => `clipped: ${one}`);
  };

  const overlapping = () => {
    const all = lines();
    const found = new Set();
    all.forEach((one, place) => {
      for (let next = place + 1; next < all.length && all[next].box.top < one.box.bottom; next += 1) {
        const other = all[next];
        if (one.element === other.element) continue;
        const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const down = Math.min(one.box.bottom, other.box.bottom) - other.box.top;
        /* The box of a line reaches above and below its letters. */
        if (across > 2 && down > 0.3 * Math.min(one.box.height, other.box.height)) {
          found.add(`overlapping: ${name(one.element)} and ${name(other.element)}`);
        }
      }
    });
    return [...found];
  };

  /* WCAG 1.4.12 */
  const withTextSpacing = () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
      word-spacing: 0.16em !important } p { margin-block-end: 2em !important }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    try {
      return [...clipped(), ...overlapping(), ...sideways()];
    } finally {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    }
  };

  const TARGETS = `a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button],
    [tabindex]:not([tabindex="-1"])`;
  const targets = () => [...document.querySelectorAll(TARGETS)].filter(isSeen);

  /* WCAG 2.5.8: a link in a line of text is as high as the line. */
  const isInSentence = (element) => {
    if (!getComputedStyle(element).display.startsWith("inline") || !element.closest("p, li, dd, td, th, figcaption")) {
      return false;
    }
    let block = element.parentElement;
    while (getComputedStyle(block).display.startsWith("inline")) block = block.parentElement;
    const own = [...block.querySelectorAll("a[href], button")].reduce((sum, one) => sum + one.textContent.trim().length, 0);
    return block.textContent.trim().length > own + 2;
  };

  const distance = (x, y, box) =>
    Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));

  const smallTargets = () => {
    const all = targets().map((element) => ({ element, box: element.getBoundingClientRect() }));
    const isSmall = ({ box }) => box.width < 23.9 || box.height < 23.9;
    const centre = (box) => [box.left + box.width / 2, box.top + box.height / 2];
    return all
      .filter((one) => isSmall(one) && !isInSentence(one.element))
      .filter((one) => {
        const [x, y] = centre(one.box);
        return all.some((other) => {
          if (other === one || other.element.contains(one.element) || one.element.contains(other.element)) return false;
          if (isSmall(other)) {
            const [otherX, otherY] = centre(other.box);
            if (Math.hypot(x - otherX, y - otherY) < 24) return true;
          }
          return distance(x, y, other.box) < 12;
        });
      })
      .map(({ element, box }) => `${Math.round(box.width)} × ${Math.round(box.height)} px: ${name(element)}`);
  };

  /* A link that looks like a button, by a ground or a border of its own all round, is one to a thumb. */
  const looksLikeButton = (element) => {
    if (element.matches("button, [role=button], summary, select, input:not([type=checkbox], [type=radio])")) return true;
    const style = getComputedStyle(element);
    const hasGround = !/^rgba\(.*, 0\)$|^transparent$/.test(style.backgroundColor);
    const hasBorder = ["Top", "Right", "Bottom", "Left"].every((side) => parseFloat(style[`border${side}Width`]) > 0);
    return element.matches("a[href]") && style.display !== "inline" && (hasGround || hasBorder);
  };

  const smallButtons = () =>
    targets()
      .filter(looksLikeButton)
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width < 43.9 || box.height < 43.9)
      .map(({ element, box }) => `${Math.round(box.width)} × ${Math.round(box.height)} px: ${name(element)}`);

  const stuck = () =>
    [...document.querySelectorAll("*")]
      .filter((element) => /fixed|sticky/.test(getComputedStyle(element).position))
      .map(name);

  /* Focus */

  const SHOWS = ["outlineStyle", "outlineWidth", "outlineColor", "boxShadow", "borderColor", "borderWidth",
    "backgroundColor", "textDecorationLine", "textDecorationThickness", "color"];
  const look = (element) => SHOWS.map((property) => getComputedStyle(element)[property]);
  let stops = [];
  let before = [];

  /* The next Tab goes to the first stop, whatever had the focus. */
  const toTheStart = () => {
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.blur();
    document.body.removeAttribute("tabindex");
    scrollTo(0, 0);
  };

  const beforeTabbing = () => {
    toTheStart();
    stops = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex], audio, video")]
      .filter((one) => one.tabIndex >= 0 && !one.disabled && one.checkVisibility({ visibilityProperty: true }));
    before = stops.map(look);
    return { count: stops.length, positive: stops.filter((one) => one.tabIndex > 0).map(name) };
  };

  const isCovered = (element) => {
    const box = [...element.getClientRects()].find((one) => one.width > 0) ?? element.getBoundingClientRect();
    const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
    const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
    if (left >= right || top >= bottom) return "out of view";
    const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return hit && (element.contains(hit) || hit.contains(element)) ? "" : `covered by ${hit ? name(hit) : "nothing known"}`;
  };

  const focused = () => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const place = stops.indexOf(element);
    const style = getComputedStyle(element);
    const isOutlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    const differs = place < 0 || look(element).some((value, which) => value !== before[place][which]);
    const findings = [];
    /* The controls of a film are the browser's own, inside of it. */
    const isFilm = element.matches("video, audio");
    if (!isFilm && (!differs || !(isOutlined || style.boxShadow !== "none"))) findings.push(`focus is not seen: ${name(element)}`);
    const covered = isCovered(element);
    if (covered) findings.push(`${covered}: ${name(element)}`);
    return { place, name: name(element), findings };
  };

  const isPastSkipLink = () => {
    const main = location.hash && document.querySelector(location.hash);
    const element = document.activeElement;
    /* Where nothing follows that can have the focus, it leaves the page. */
    const isLast = main && !stops.some((stop) => main.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING);
    if (isLast) return true;
    return !!main && (main.contains(element) || !!(main.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING));
  };

  /* Without styles */

  const withoutStyles = () => {
    const sheets = [...document.styleSheets];
    sheets.forEach((sheet) => { sheet.disabled = true; });
    try {
      const findings = [];
      const letters = (text) => text.replace(/\s+/g, "").toLowerCase();
      const main = document.querySelector("main");
      const shown = main.cloneNode(true);
      // What waits for a deadline is not true yet.
      const unsaid = "script, style, title, desc, video, audio, details:not([open]), [data-from][hidden]";
      shown.querySelectorAll(unsaid).forEach((one) => one.remove());
      const seen = letters(main.innerText);
      for (const one of main.querySelectorAll("[hidden]:not([data-from]), [style*='display' i], [style*='visibility' i]")) {
        if (letters(one.textContent)) findings.push(`hidden by an attribute: ${name(one)}`);
      }
      for (const block of shown.querySelectorAll("h1, h2, h3, p, li, td, th, dd, dt, figcaption")) {
        const words = [...block.childNodes].filter((one) => one.nodeType === 3).map((one) => letters(one.data));
        for (const word of words) if (!seen.includes(word)) findings.push(`not shown without styles: ${name(block)}`);
      }
      const links = [...document.querySelectorAll("a[href]")];
      const heading = document.querySelector("h1");
      if (!heading) findings.push("no first heading");
      else if (main.compareDocumentPosition(heading) & Node.DOCUMENT_POSITION_PRECEDING) findings.push("h1 before main");
      if (document.querySelector("header") && links[0]?.getAttribute("href") !== `#${main.id}`) {
        findings.push(`the first link does not skip to the main part: ${links[0] ? name(links[0]) : "none"}`);
      }
      for (const one of document.body.querySelectorAll("*:not(table *, svg *, table, svg, pre, code, video)")) {
        const box = one.getBoundingClientRect();
        if (box.right + scrollX > innerWidth + 1) findings.push(`wider than the window: ${name(one)}`);
      }
      return findings;
    } finally {
      sheets.forEach((sheet) => { sheet.disabled = false; });
    }
  };

  const inPrint = () => {
    const findings = [...document.querySelectorAll("nav, .skip-link, button, form, video")]
      .filter(isSeen)
      .map((one) => `printed: ${name(one)}`);
    const heading = document.querySelector("h1");
    if (!heading || !isSeen(heading)) findings.push("the first heading is not printed");
    return [...findings, ...clipped()];
  };

  const kept = async () => {
    const workers = (await navigator.serviceWorker?.getRegistrations()) ?? [];
    return Object.entries({
      cookie: document.cookie,
      localStorage: localStorage.length,
      sessionStorage: sessionStorage.length,
      indexedDB: (await indexedDB.databases()).length,
      caches: (await caches.keys()).length,
      serviceWorker: workers.length,
    }).filter(([, value]) => value).map(([place]) => place);
  };

  const faults = async (type, values) => {
    const options = { resultTypes: ["violations"], runOnly: { type, values } };
    if (type === "tag") options.rules = { "target-size": { enabled: true } };
    if (matchMedia("(forced-colors: active)").matches) {
      /* axe reads the colour that the page wishes, not the one that the system forces; see keepsItsColours. */
      if (type === "rule") options.runOnly.values = values.filter((rule) => rule !== "color-contrast");
      else options.rules["color-contrast"] = { enabled: false };
    }
    const { violations, passes } = await axe.run(document, options);
    return {
      looked: passes.length,
      findings: violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")} ${node.html.slice(0, 90)}`)),
    };
  };

  /* Words in drawings are painted, and take the system's colours only where a style says so. */
  const takesNoSystemColour = (element) => {
    const style = getComputedStyle(element);
    const [wanted, other] = [document.createElement("i"), document.createElement("i")];
    wanted.style.color = "CanvasText";
    other.style.color = "LinkText";
    document.body.append(wanted, other);
    const allowed = [wanted, other].map((one) => getComputedStyle(one).color);
    wanted.remove();
    other.remove();
    return element.closest("svg") ? !allowed.includes(style.fill) : style.forcedColorAdjust !== "auto";
  };

  /* Where the reader's system sets the colours, words take them, and so have the contrast that the reader chose. */
  const keepsItsColours = () =>
    lines()
      .filter(({ element }) => takesNoSystemColour(element))
      .map(({ element }) => name(element));

  const text = () => document.body.innerText;

  window.measures = { sideways, longLines, clipped, overlapping, withTextSpacing, smallTargets, smallButtons, stuck, toTheStart,
    beforeTabbing, focused, isPastSkipLink, withoutStyles, inPrint, kept, faults, keepsItsColours,
    text };
})();
