// The whole of an AT Protocol network: directory, data server, view and Ozone (the moderators' service), as they are released.
// Given DB_POSTGRES_URL, REDIS_HOST and four ports; makes one moderator, prints one line of JSON when all answer.
import { TestNetwork } from '@atproto/dev-env'

const { PLC_PORT, PDS_PORT, VIEW_PORT, OZONE_PORT, MODERATOR_PASSWORD } = process.env
const network = await TestNetwork.create({
  dbPostgresSchema: 'network',
  plc: { port: Number(PLC_PORT) },
  pds: { port: Number(PDS_PORT), hostname: 'localhost', enableDidDocWithSession: true },
  bsky: { port: Number(VIEW_PORT), publicUrl: `http://localhost:${VIEW_PORT}` },
  ozone: { port: Number(OZONE_PORT), dbMaterializedViewRefreshIntervalMs: 5000 },
})
const moderator = network.pds.getAgent()
await moderator.createAccount({ handle: 'moderator.test', email: 'moderator@x.test', password: MODERATOR_PASSWORD })
await network.ozone.addAdminDid(moderator.session.did)
console.log(
  JSON.stringify({
    ready: true,
    pds: network.pds.url,
    view: network.bsky.url,
    ozone: network.ozone.url,
    ozoneDid: network.ozone.ctx.cfg.service.did,
  }),
)

const stop = async () => {
  setTimeout(() => process.exit(1), 5000).unref()
  await network.close()
  process.exit(0)
}
process.on('SIGTERM', stop)
process.on('SIGINT', stop)
