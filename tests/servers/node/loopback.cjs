// Before anything else is loaded: whatever listens, listens on this machine only. The servers know no such setting.
const net = require('node:net')

const listen = net.Server.prototype.listen
net.Server.prototype.listen = function (...given) {
  const [first, second, ...rest] = given
  if (first !== null && typeof first === 'object') {
    const asked = first.path === undefined ? { ...first, host: '127.0.0.1' } : first
    return listen.call(this, asked, second, ...rest)
  }
  if (!Number.isInteger(Number(first))) return listen.apply(this, given)
  const told = given.filter((one) => typeof one === 'function')
  return listen.call(this, { port: Number(first), host: '127.0.0.1' }, ...told)
}
