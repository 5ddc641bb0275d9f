// Networks over time: Sigma draws what the server laid out; the table beside it says the same. All texts are set as text.
(function () {
  "use strict";
  var root = document.getElementById("grown");
  if (!root) { return; }
  var says = root.dataset, data, graph, picture, at = 0, chosen = new Set(), hidden = new Set(), shown = 60, playing = 0, boxes = [], states = [];
  var by = function (id) { return document.getElementById(id); };
  var colours = {};
  function readColours() {
    var style = getComputedStyle(document.documentElement);
    ["ink", "paper", "line", "soft", "accent", "towards", "against", "late"].forEach(function (name) { colours[name] = style.getPropertyValue("--" + name).trim(); });
  }
  function within(spans, moment) { return spans.some(function (span) { return span[0] <= moment && (span[1] === null || moment < span[1]); }); }
  function begun(spans, moment) { return spans.some(function (span) { return span[0] <= moment; }); }
  function state(account) {
    if (within(account.removals, at)) { return "removed"; }
    if (!within(account.spans, at)) { return "absent"; }
    return account.returnedAt !== undefined && account.returnedAt <= at ? "returned" : "active";
  }
  function settle(moment) { at = moment; states = data.accounts.map(state); }
  function fill(text, values) { return text.replace(/\{(\w+)\}/g, function (whole, name) { return name in values ? values[name] : whole; }); }
  function tieShown(tie) {
    return states[tie[0]] !== "absent" && states[tie[1]] !== "absent" && within(tie[3], at) && tie[2].some(function (kind) { return !hidden.has(kind); });
  }
  function load(told) {
    data = told;
    data.accounts.forEach(function (one) { one.degree = 0; });
    data.ties.forEach(function (tie) {
      data.accounts[tie[0]].degree += 1; data.accounts[tie[1]].degree += 1;
      if (data.kinds[tie[2][0]].name === "continues") {
        var one = data.accounts[tie[0]], since = tie[3][0][0];
        one.returnedAt = one.returnedAt === undefined ? since : Math.min(one.returnedAt, since);
      }
    });
    root.removeAttribute("aria-busy");
    course();
    settle(Math.max(0, data.moments.length - 1));
    by("when").max = at; by("when").value = at;
    chooseKinds(); draw(); tell();
  }
  function draw() {
    if (!data.accounts.length) { by("canvas").hidden = true; return; }
    var least = Math.max(1.2, Math.min(5, 70 / Math.sqrt(data.accounts.length)));
    graph = new cauteryGraph.Graph({ multi: true, type: "undirected" });
    data.accounts.forEach(function (one, number) { graph.addNode(String(number), { x: one.x, y: one.y, size: least * (1 + Math.min(1.5, Math.sqrt(one.degree) / 8)), label: one.name }); });
    data.ties.forEach(function (tie, number) { graph.addEdgeWithKey(String(number), String(tie[0]), String(tie[1]), { size: 0.5 }); });
    try {
      picture = new cauteryGraph.Sigma(graph, by("canvas"), Object.assign(data.ties.length > 5000 ? { edgeProgramClasses: { line: cauteryGraph.EdgeLineProgram } } : {}, {
        nodeReducer: reduceNode, edgeReducer: reduceEdge, labelRenderedSizeThreshold: data.accounts.length < 200 ? 0 : 1.5 * least, labelDensity: 0.6, labelGridCellSize: 90, labelFont: "system-ui, sans-serif",
        labelColor: { color: colours.ink }, defaultDrawNodeLabel: label, defaultDrawNodeHover: hover, hideEdgesOnMove: data.ties.length > 20000, hideLabelsOnMove: data.accounts.length > 1000, minCameraRatio: 0.02, maxCameraRatio: 2, stagePadding: 40, zIndex: true
      }));
    } catch (error) {
      by("canvas").textContent = says.plain; by("canvas").removeAttribute("aria-hidden"); return;
    }
    picture.on("beforeRender", function () { boxes = []; });
    picture.on("clickNode", function (event) { toggle(Number(event.node)); });
    root.dataset.drawn = "yes";
  }
  function reduceNode(name, attributes) {
    var is = states[name], picked = chosen.has(Number(name));
    return Object.assign({}, attributes, { hidden: is === "absent", color: picked ? colours.accent : is === "removed" ? colours.late : is === "returned" ? colours.towards : colours.against, zIndex: picked ? 3 : is === "returned" ? 2 : 1,
      size: is === "removed" ? attributes.size * 0.7 : attributes.size * (picked ? 1.4 : 1), forceLabel: picked && chosen.size < 12 });
  }
  function reduceEdge(name, attributes) {
    var tie = data.ties[name];
    if (!tieShown(tie)) { return { hidden: true }; }
    var cut = states[tie[0]] === "removed" || states[tie[1]] === "removed", same = data.kinds[tie[2][0]].name === "continues";
    return { color: same ? colours.towards : cut ? colours.line : colours.soft, size: same ? 2 : cut ? 0.3 : 0.5, zIndex: same ? 2 : 0 };
  }
  function label(context, node, settings) {
    if (!node.label) { return; }
    context.font = "12px " + settings.labelFont;
    var width = context.measureText(node.label).width, box = [node.x + node.size + 2, node.y - 8, node.x + node.size + 6 + width, node.y + 8];
    if (boxes.some(function (other) { return box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]; })) { return; }
    boxes.push(box);
    context.lineWidth = 3; context.strokeStyle = colours.paper; context.fillStyle = colours.ink;
    context.strokeText(node.label, node.x + node.size + 4, node.y + 4); context.fillText(node.label, node.x + node.size + 4, node.y + 4);
  }
  function hover(context, node, settings) {
    context.font = "600 12px " + settings.labelFont;
    var width = context.measureText(node.label || "").width;
    context.fillStyle = colours.paper; context.strokeStyle = colours.ink; context.lineWidth = 1;
    context.fillRect(node.x - node.size - 3, node.y - 11, width + 2 * node.size + 14, 22); context.strokeRect(node.x - node.size - 3, node.y - 11, width + 2 * node.size + 14, 22);
    context.beginPath(); context.arc(node.x, node.y, node.size, 0, 2 * Math.PI); context.fillStyle = node.color; context.fill();
    context.fillStyle = colours.ink; context.fillText(node.label || "", node.x + node.size + 5, node.y + 4);
  }
  function day(moment) { return new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" }).format(new Date(data.moments[moment])); }
  function tell() {
    if (!data.accounts.length) { by("state").textContent = says.empty; return; }
    var many = tally(at);
    by("state").textContent = fill(says.now, { day: data.moments.length ? day(at) : "", active: many.active + many.returned, removed: many.removed, returned: many.returned }) + (data.more ? ". " + fill(says.more, { n: data.more }) : "");
    by("here").setAttribute("x1", 600 * at / Math.max(1, data.moments.length - 1)); by("here").setAttribute("x2", by("here").getAttribute("x1"));
    table();
  }
  function tally(moment) {
    var counts = { active: 0, removed: 0, returned: 0, absent: 0 };
    settle(moment);
    states.forEach(function (is) { counts[is] += 1; });
    return counts;
  }
  function course() {
    var last = Math.max(1, data.moments.length - 1), active = [], gone = [];
    data.moments.forEach(function (_, moment) {
      var counts = tally(moment);
      active.push(counts.active + counts.returned); gone.push(counts.removed);
    });
    var most = Math.max.apply(null, active.concat(gone, [1]));
    function path(values) { return values.map(function (value, moment) { return (moment ? "H" : "M0 " + (44 - 40 * value / most) + "H") + 600 * moment / last + "V" + (44 - 40 * value / most); }).join(""); }
    document.querySelector("#course .active").setAttribute("d", path(active)); document.querySelector("#course .gone").setAttribute("d", path(gone));
  }
  function chooseKinds() {
    data.kinds.forEach(function (kind, number) {
      var label = document.createElement("label"), box = document.createElement("input");
      label.className = "check"; box.type = "checkbox"; box.checked = true; box.value = number;
      box.addEventListener("change", function () { if (box.checked) { hidden.delete(number); } else { hidden.add(number); } again(); });
      label.append(box, " " + kind.says);
      document.querySelector("#kinds .row").append(label);
    });
    by("kinds").hidden = !data.kinds.length;
  }
  function listed() {
    var asked = by("which").value.trim().toLowerCase(), alive = by("alive").checked;
    return data.accounts.map(function (one, number) { return number; }).filter(function (number) {
      var one = data.accounts[number], is = states[number];
      return is !== "absent" && (!alive || is !== "removed") && (!asked || one.name.toLowerCase().includes(asked) || one.id.toLowerCase().includes(asked));
    }).sort(function (a, b) { return data.accounts[b].degree - data.accounts[a].degree || a - b; });
  }
  function table() {
    var all = listed(), rows = document.createDocumentFragment();
    all.slice(0, shown).forEach(function (number) { rows.append(row(number)); });
    by("accounts").replaceChildren(rows);
    by("further").hidden = all.length <= shown;
    count();
  }
  function cell(parent, text, kind) { var made = document.createElement("td"); made.textContent = text; if (kind) { made.className = kind; } parent.append(made); return made; }
  function row(number) {
    var one = data.accounts[number], line = document.createElement("tr"), box = document.createElement("input"), link = document.createElement("a"), name = document.createElement("bdi");
    box.type = "checkbox"; box.checked = chosen.has(number); box.value = number; box.setAttribute("aria-label", fill(says.select, { name: one.name }));
    cell(line, "").append(box);
    link.href = "/account?platform=" + encodeURIComponent(one.platform) + "&id=" + encodeURIComponent(one.id);
    name.textContent = one.name; link.append(name); cell(line, "").append(link);
    cell(line, one.role); cell(line, String(one.degree), "number"); cell(line, says[states[number]]);
    return line;
  }
  function count() {
    var output = by("count"), sure = Array.from(chosen).filter(function (number) { return data.accounts[number].certain && !within(data.accounts[number].removals, data.moments.length); });
    if (output) { output.textContent = fill(says.selected, { n: chosen.size }); }
    if (by("plan")) {
      by("plan").disabled = !sure.length;
      by("only").value = JSON.stringify(sure.map(function (number) { return [data.accounts[number].platform, data.accounts[number].id]; }));
    }
  }
  function toggle(number) { if (!chosen.delete(number)) { chosen.add(number); } again(); }
  function again() { if (picture) { picture.refresh({ skipIndexation: true }); } tell(); }
  function go(moment) { settle(moment); by("when").value = moment; again(); }
  function stop() { clearInterval(playing); playing = 0; by("play").textContent = says.play; }
  function play() {
    if (playing) { stop(); return; }
    if (at >= data.moments.length - 1) { go(0); }
    by("play").textContent = says.pause;
    var step = Math.max(1, Math.round(data.moments.length / 60));
    playing = setInterval(function () { go(Math.min(data.moments.length - 1, at + step)); if (at >= data.moments.length - 1) { stop(); } }, 500);
  }
  by("play").addEventListener("click", function () { if (data) { play(); } });
  by("when").addEventListener("input", function () { if (playing) { stop(); } go(Number(by("when").value)); });
  by("nearer").addEventListener("click", function () { if (picture) { picture.getCamera().animatedZoom({ duration: 200 }); } });
  by("farther").addEventListener("click", function () { if (picture) { picture.getCamera().animatedUnzoom({ duration: 200 }); } });
  by("whole").addEventListener("click", function () { if (picture) { picture.getCamera().animatedReset({ duration: 200 }); } });
  by("which").addEventListener("input", function () { if (data) { shown = 60; table(); } });
  by("alive").addEventListener("change", function () { if (data) { table(); } });
  by("further").addEventListener("click", function () { shown += 200; table(); });
  by("all").addEventListener("click", function () { if (data) { listed().forEach(function (number) { chosen.add(number); }); again(); } });
  by("none").addEventListener("click", function () { if (data) { chosen.clear(); again(); } });
  by("accounts").addEventListener("change", function (event) {
    var value = event.target.value;
    toggle(Number(value));
    var box = document.querySelector('#accounts input[value="' + CSS.escape(value) + '"]');
    if (box) { box.focus(); }
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", function () { readColours(); if (picture) { picture.setSetting("labelColor", { color: colours.ink }); again(); } });
  readColours();
  fetch(says.from, { credentials: "same-origin" }).then(function (answer) { if (!answer.ok) { throw new Error(String(answer.status)); } return answer.json(); }).then(load).catch(function () {
    root.removeAttribute("aria-busy"); by("state").textContent = says.failed;
  });
  root.graphPicture = function () { return picture; };
  root.graphLabels = function () { return boxes; };
})();
