// A long queue stays quick: lines far from the window are set aside, and what one is about to read or has chosen stays put.
(function () {
  "use strict";
  var aside = new WeakMap();
  function spacer(height) {
    var row = document.createElement("tr"), cell = document.createElement("td");
    cell.colSpan = 99;
    cell.style.height = height + "px";
    row.appendChild(cell);
    return row;
  }
  function show(chunk) {
    if (aside.has(chunk)) { chunk.replaceChildren.apply(chunk, aside.get(chunk)); aside.delete(chunk); }
  }
  function hide(chunk) {
    if (aside.has(chunk) || chunk.querySelector(":checked") || chunk.contains(document.activeElement)) { return; }
    var height = chunk.getBoundingClientRect().height;
    aside.set(chunk, Array.from(chunk.children));
    chunk.replaceChildren(spacer(height));
  }
  var near = new IntersectionObserver(function (seen) {
    seen.forEach(function (one) { if (one.isIntersecting) { show(one.target); } else { hide(one.target); } });
  }, { rootMargin: "2500px" });
  function watch() {
    document.querySelectorAll(".queue .chunk:not([data-watched])").forEach(function (chunk) {
      chunk.dataset.watched = "yes";
      near.observe(chunk);
    });
  }
  function busy() { return window.scrollY > 400 || document.querySelector(".queue :checked"); }
  document.addEventListener("htmx:beforeRequest", function (event) {
    if (event.target.id !== "rows" || !busy()) { return; }
    event.preventDefault();
    document.getElementById("changed").hidden = false;
  });
  document.addEventListener("htmx:afterSettle", watch);
  document.addEventListener("change", function (event) {
    var count = document.querySelector("[data-count]");
    if (count && event.target.matches(".queue [name=case]")) { count.dataset.count = count.dataset.count || count.textContent; count.textContent = count.dataset.count + ": " + document.querySelectorAll(".queue :checked").length; }
  });
  document.addEventListener("keydown", function (event) {
    var link = document.activeElement;
    if (event.key !== "x" || event.ctrlKey || event.metaKey || event.altKey || !link.matches(".queue a.open")) { return; }
    link.closest("tr").querySelector("[name=case]").click();
    event.preventDefault();
  });
  watch();
})();
