// Draws the API's own description (OpenAPI) as a page: text only, so that nothing in it is run.
(function () {
  "use strict";
  var place = document.querySelector("[data-api]");
  if (!place) { return; }
  function make(name, text, kind) {
    var made = document.createElement(name);
    if (text) { made.textContent = text; }
    if (kind) { made.className = kind; }
    return made;
  }
  function type(schema, deep) {
    if (!schema) { return ""; }
    if (schema.$ref) { return schema.$ref.split("/").pop(); }
    var many = schema.anyOf || schema.oneOf || schema.allOf;
    if (many) { return many.map(function (one) { return type(one, deep + 1); }).join(" | "); }
    if (schema.enum) { return schema.enum.map(String).join(" | "); }
    if (schema.const !== undefined) { return String(schema.const); }
    if (schema.type === "array") { return "array of " + (deep > 3 ? "..." : type(schema.items || {}, deep + 1) || "any"); }
    return (schema.type || "any") + (schema.format ? " (" + schema.format + ")" : "");
  }
  function table(rows) {
    var made = make("table", "", "plain"), body = make("tbody");
    rows.forEach(function (row) {
      var line = make("tr"), head = make("th");
      head.scope = "row";
      head.appendChild(make("code", row[0]));
      line.append(head, make("td", row[1]), make("td", row[2], "hint"));
      body.appendChild(line);
    });
    made.appendChild(body);
    return made;
  }
  function schemaRows(schema, all) {
    var found = schema && schema.$ref ? all[schema.$ref.split("/").pop()] : schema;
    if (!found || !found.properties) { return []; }
    var needed = found.required || [];
    return Object.keys(found.properties).map(function (name) {
      var one = found.properties[name];
      return [name + (needed.indexOf(name) < 0 ? "" : " *"), type(one, 0), one.description || ""];
    });
  }
  function json(body) { return body && body.content && body.content["application/json"] ? body.content["application/json"].schema : null; }
  function operation(path, method, said, all) {
    var made = make("details", "", "card operation"), head = make("summary");
    head.append(make("code", method.toUpperCase() + " /v1" + path), " ", make("span", said.summary || ""));
    made.appendChild(head);
    if (said.description) { made.appendChild(make("p", said.description)); }
    var asked = (said.parameters || []).map(function (one) {
      return [one.name + (one.required ? " *" : ""), type(one.schema, 0), one.description || one.in];
    });
    if (asked.length) { made.append(make("h3", "Parameters"), table(asked)); }
    var body = schemaRows(json(said.requestBody), all);
    if (body.length) { made.append(make("h3", "Body"), table(body)); }
    Object.keys(said.responses || {}).forEach(function (status) {
      var answer = said.responses[status], rows = schemaRows(json(answer), all);
      made.appendChild(make("h3", status + " " + (answer.description || "")));
      if (rows.length) { made.appendChild(table(rows)); } else if (json(answer)) { made.appendChild(make("p", type(json(answer), 0), "hint")); }
    });
    return made;
  }
  function draw(api) {
    var all = (api.components || {}).schemas || {}, rooms = {};
    Object.keys(api.paths).forEach(function (path) {
      Object.keys(api.paths[path]).forEach(function (method) {
        var said = api.paths[path][method], room = (said.tags || ["other"])[0];
        (rooms[room] = rooms[room] || []).push(operation(path, method, said, all));
      });
    });
    Object.keys(rooms).sort().forEach(function (room) {
      var section = make("section");
      section.appendChild(make("h2", room));
      rooms[room].forEach(function (one) { section.appendChild(one); });
      place.appendChild(section);
    });
    place.removeAttribute("aria-busy");
  }
  fetch(place.dataset.api).then(function (answer) { return answer.json(); }).then(draw).catch(function () {
    place.appendChild(make("p", place.dataset.failed, "problem"));
  });
  document.querySelector("[data-filters=api]").addEventListener("input", function (event) {
    var asked = event.target.value.toLowerCase();
    place.querySelectorAll(".operation").forEach(function (one) { one.hidden = one.textContent.toLowerCase().indexOf(asked) < 0; });
  });
})();
