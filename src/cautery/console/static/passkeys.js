// Passkeys: asks our server for a question, the browser for an answer, and hands it back.
(function () {
  "use strict";
  if (!window.PublicKeyCredential || !PublicKeyCredential.parseRequestOptionsFromJSON || !window.isSecureContext) { return; }
  function send(path, said) {
    return fetch(path, { method: "POST", body: new URLSearchParams(said) }).then(function (answer) { return answer.json(); });
  }
  function tell(form, text) {
    var place = form.querySelector("[role=alert]");
    place.textContent = text;
    place.hidden = false;
  }
  function go(form, said) {
    if (said.to) { location.assign(said.to); } else { tell(form, said.problem); }
  }
  document.querySelectorAll("form[data-passkey]").forEach(function (form) {
    form.hidden = false;
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      event.stopPropagation();
      var said = Object.fromEntries(new FormData(form));
      var adds = form.dataset.passkey === "add";
      send(adds ? "/you/passkeys/question" : "/passkey/question", said).then(function (asked) {
        if (asked.problem) { throw new Error(asked.problem); }
        return adds
          ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked) })
          : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked) });
      }).then(function (made) {
        said.answer = JSON.stringify(made.toJSON());
        return send(adds ? "/you/passkeys" : "/passkey", said);
      }).then(function (answer) { go(form, answer); }, function (error) { tell(form, error.message); });
    });
  });
})();
