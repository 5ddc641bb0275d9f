"""The catalogue: every sentence of the console, the letters and the command line, in each language that we have.

Given: a message id (its English text) and the language of the reader. Gives: the text in that language, or the English text
where there is no translation. Never: reads a setting or a store, or translates what platforms or people wrote.

- `languages`: which languages exist, and which one a reader gets.
- `catalogue`: reads a language's messages from `locales/*.mo`; `make catalogue` compiles them from `locales/*.po`.
- `speech`: the language of the page, letter or command at hand, and `_`, `ngettext`, `pgettext`, `mark` in it.
- `negotiation`: the language of a letter or a page for outsiders, from what is known of its reader (BCP 47).
- `dates`: a day, and a moment, as a language writes them.
- `pseudo`: the pseudo-locale en-XA, in which tests find text outside of the catalogue and boxes that clip.
"""
