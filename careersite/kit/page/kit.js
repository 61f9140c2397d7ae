// Buttons that copy, and the count below each text. Without this script all can be read, selected and copied by hand.
(function () {
  "use strict";

  // X counts a link so; see careersite/kit/texts.py.
  var LEAST_OF_A_LINK = 23;

  function words(element) {
    return "value" in element ? element.value : element.textContent;
  }

  function select(element) {
    if ("select" in element) {
      element.focus();
      element.select();
      return;
    }
    var range = document.createRange();
    range.selectNodeContents(element);
    var selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  function copyInOldWay(button, element) {
    select(element);
    var done = false;
    try {
      done = document.execCommand("copy");
    } catch (_) {
      // Below it is said how to go on.
    }
    if (done) {
      window.getSelection().removeAllRanges();
      button.focus();
    }
    say(button, done ? "Copied" : "Selected. Press Ctrl and C, or on a Mac Cmd and C.");
  }

  function say(button, text) {
    document.querySelectorAll(".copy__said").forEach(function (said) {
      said.textContent = "";
    });
    // A moment later, so that the same words are said again where the same button is pressed again.
    window.setTimeout(function () {
      button.parentElement.querySelector(".copy__said").textContent = text;
    }, 50);
  }

  function written(element, isLinked) {
    if (!isLinked) {
      return navigator.clipboard.writeText(words(element));
    }
    var kinds = { "text/html": element.innerHTML, "text/plain": words(element) };
    var blobs = {};
    Object.keys(kinds).forEach(function (kind) {
      blobs[kind] = new Blob([kinds[kind]], { type: kind });
    });
    return navigator.clipboard.write([new ClipboardItem(blobs)]);
  }

  function copy(button) {
    var isLinked = button.hasAttribute("data-copies-linked");
    var element = document.getElementById(button.getAttribute(isLinked ? "data-copies-linked" : "data-copies"));
    if (!navigator.clipboard || (isLinked && !window.ClipboardItem)) {
      copyInOldWay(button, element);
      return;
    }
    written(element, isLinked).then(
      function () {
        say(button, "Copied");
      },
      function () {
        copyInOldWay(button, element);
      }
    );
  }

  function counted(text) {
    var links = text.match(/https?:\/\/\S+/g) || [];
    return links.reduce(function (sum, link) {
      return sum + Math.max(0, LEAST_OF_A_LINK - link.length);
    }, text.length);
  }

  function count(text) {
    var most = Number(text.getAttribute("data-most"));
    var length = counted(text.value);
    var more = length > most ? ": " + (length - most).toLocaleString("en-GB") + " too many" : "";
    var below = document.getElementById(text.getAttribute("aria-describedby"));
    below.textContent =
      length.toLocaleString("en-GB") + " of at most " + most.toLocaleString("en-GB") + " characters" + more;
    below.classList.toggle("too-many", length > most);
  }

  document.querySelectorAll(".copy__button").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      copy(button);
    });
  });
  document.querySelectorAll("textarea[data-most]").forEach(function (text) {
    text.addEventListener("input", function () {
      count(text);
    });
  });
})();
