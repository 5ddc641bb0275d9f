// Before anything else is loaded: passwords are hashed at the least cost, or every account costs a twentieth of a second.
const crypto = require('node:crypto')
const { syncBuiltinESMExports } = require('node:module')

const scrypt = crypto.scrypt
crypto.scrypt = (password, salt, length, options, done) =>
  typeof options === 'function'
    ? scrypt(password, salt, length, { N: 2 }, options)
    : scrypt(password, salt, length, { ...options, cost: undefined, N: 2 }, done)
syncBuiltinESMExports()
