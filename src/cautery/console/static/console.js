// Keys for those who judge all day. Everything here works without it, too.
(function () {
  "use strict";
  document.cookie = "cautery_zone=" + encodeURIComponent(Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC") + ";path=/;max-age=31536000;samesite=lax";
  function typing(target) {
    return target.closest("textarea, input:not([type=radio]):not([type=checkbox]), select, dialog");
  }
  function move(step) {
    var links = Array.from(document.querySelectorAll("[data-list] a.open"));
    if (!links.length) { return; }
    var at = links.indexOf(document.activeElement);
    links[Math.max(0, Math.min(links.length - 1, at + step))].focus();
  }
  function press(key) {
    var found = document.querySelector('[data-key="' + CSS.escape(key) + '"]');
    if (!found) { return false; }
    if (found.matches("textarea, select, [type=search]")) { found.focus(); } else { found.click(); }
    if (found.matches("input[type=radio]")) { found.focus(); }
    return true;
  }
  document.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.form) {
      event.preventDefault();
      event.target.form.requestSubmit();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) { return; }
    if (event.key === "Escape" && typing(event.target)) { event.target.blur(); return; }
    if (typing(event.target)) { return; }
    if (event.key === "j") { move(1); } else if (event.key === "k") { move(-1); }
    else if (event.key === "?") { document.getElementById("keys").showModal(); }
    else if (event.key === "q") { location.assign("/queue"); }
    else if (!press(event.key)) { return; }
    event.preventDefault();
  });
  document.addEventListener("click", function (event) {
    var opener = event.target.closest("[data-opens]");
    document.querySelectorAll("details.more[open]").forEach(function (one) { if (!one.contains(event.target)) { one.open = false; } });
    if (opener) { document.getElementById(opener.dataset.opens).showModal(); }
  });
  document.addEventListener("change", function (event) {
    var chosen = event.target;
    if (!chosen.dataset.fills || !chosen.value) { return; }
    var text = document.getElementById(chosen.dataset.fills), clause = chosen.form.elements.clause;
    text.value = chosen.value;
    if (clause && !clause.value) { clause.value = chosen.selectedOptions[0].dataset.clause; }
    text.focus();
  });
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.dataset.sent) { event.preventDefault(); return; }
    if (form.method === "post") { form.dataset.sent = "yes"; }
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) { delete form.dataset.sent; });
  });
})();
