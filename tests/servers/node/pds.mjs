// A personal data server of the AT Protocol (SQLite) and a directory of identities (in memory), both as they are released.
// Given PDS_PORT, PLC_PORT, DATA and ADMIN_PASSWORD; prints one line of JSON when both answer, and ends with its signal.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Secp256k1Keypair } from '@atproto/crypto'
import { PDS } from '@atproto/pds'
import { Database, PlcServer } from '@did-plc/server'

const { PDS_PORT, PLC_PORT, DATA, ADMIN_PASSWORD } = process.env
const [blobs, arriving] = [join(DATA, 'blobs'), join(DATA, 'arriving')]
await Promise.all([blobs, arriving].map((folder) => mkdir(folder, { recursive: true })))

const directory = PlcServer.create({ db: Database.mock(), port: Number(PLC_PORT) })
await directory.start()

const rotation = await Secp256k1Keypair.create({ exportable: true })
const pds = await PDS.fromEnv({
  devMode: true,
  port: Number(PDS_PORT),
  hostname: 'localhost',
  dataDirectory: DATA,
  blobstoreDiskLocation: blobs,
  blobstoreDiskTmpLocation: arriving,
  didPlcUrl: `http://localhost:${PLC_PORT}`,
  plcRotationKeyK256PrivateKeyHex: Buffer.from(await rotation.export()).toString('hex'),
  adminPassword: ADMIN_PASSWORD,
  jwtSecret: 'a secret of the tests',
  serviceHandleDomains: ['.test'],
  inviteRequired: false,
  rateLimitsEnabled: false,
  disableSsrfProtection: true,
  bskyAppViewUrl: 'https://view.invalid',
  bskyAppViewDid: 'did:example:view',
  modServiceUrl: 'https://moderation.invalid',
  modServiceDid: 'did:example:moderation',
})
await pds.start()
console.log(JSON.stringify({ ready: true, pds: `http://localhost:${PDS_PORT}` }))

const stop = async () => {
  setTimeout(() => process.exit(1), 5000).unref()
  await Promise.all([pds.destroy(), directory.destroy()])
  process.exit(0)
}
process.on('SIGTERM', stop)
process.on('SIGINT', stop)
