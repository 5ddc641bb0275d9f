// A real OpenID provider with its own pages for signing in: whatever name is typed is who signs in, and what stands before the
// first '-' of it is their group. Asked for on the command line: port, and where it may send people back to.
import { Provider } from 'oidc-provider'

const [port, back] = process.argv.slice(2)
const issuer = `http://127.0.0.1:${port}`
const provider = new Provider(issuer, {
  clients: [{
    client_id: 'cautery',
    client_secret: 'a secret+of/ours: %',
    redirect_uris: [back],
    grant_types: ['authorization_code'],
    response_types: ['code'],
  }],
  cookies: { keys: ['a key of this test'] },
  claims: { openid: ['sub'], profile: ['preferred_username', 'groups'], email: ['email'] },
  scopes: ['openid', 'profile', 'email'],
  pkce: { required: () => true },
  async findAccount(ctx, id) {
    const claims = async () => ({ sub: id, preferred_username: id, email: `${id}@forum.example`, groups: [id.split('-')[0]] })
    return { accountId: id, claims }
  },
})
provider.listen(Number(port), '127.0.0.1', () => console.log('ready'))
