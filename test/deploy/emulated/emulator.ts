import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { delimiter, dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** An emulated AWS account that takes a real `cdk deploy`: https://pypi.org/project/ministack/ */
const PACKAGE = 'ministack==1.5.33'
const ROOT = fileURLToPath(new URL('../../../', import.meta.url))

/** It cannot be had on this machine; the message says why. */
export class EmulatorMissing extends Error {
  override readonly name = 'EmulatorMissing'
}

/** Installs it into `folder`, for itself. The path of its command. Throws `EmulatorMissing`. */
export async function installEmulator(folder: string): Promise<string> {
  const venv = join(folder, 'venv')
  await run('python3', ['-m', 'venv', venv]).catch((error: Error) => {
    throw new EmulatorMissing(`python3 with venv is not to be had: ${firstLine(error)}`)
  })
  await run(join(venv, 'bin', 'pip'), ['install', '--quiet', '--disable-pip-version-check', PACKAGE], {
    timeout: 300_000,
  }).catch((error: Error) => {
    throw new EmulatorMissing(`${PACKAGE} cannot be installed from PyPI: ${firstLine(error)}`)
  })
  return join(venv, 'bin', 'ministack')
}

const firstLine = ({ message }: Error): string => message.trim().split('\n').at(-1)!

export interface Emulator {
  /** What a process needs so that every call of AWS goes there. */
  environment: Record<string, string>
  logFile: string
  stop(): Promise<void>
}

export interface EmulatorOptions {
  command: string
  /** For its log and its certificate. */
  folder: string
  /** Whether it refuses what no policy allows. Then it speaks TLS alone, as the CDK's own bucket asks for it. */
  enforcesRights: boolean
}

/** Starts it on loopback, with an account that is empty. */
export async function startEmulator({ command, folder, enforcesRights }: EmulatorOptions): Promise<Emulator> {
  const port = await freePort()
  const url = `${enforcesRights ? 'https' : 'http'}://127.0.0.1:${port}`
  const tls = enforcesRights ? await certificate(folder) : undefined
  const environment = {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: 'us-east-1',
    AWS_EC2_METADATA_DISABLED: 'true',
    ...(tls && { NODE_EXTRA_CA_CERTS: tls.cert, AWS_CA_BUNDLE: tls.cert }),
  }
  const logFile = join(folder, enforcesRights ? 'emulator.enforcing.log' : 'emulator.log')
  const log = createWriteStream(logFile)
  const child = spawn(command, {
    env: {
      ...process.env,
      ...environment,
      // It runs functions as processes of the first Node that it finds.
      PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH']}`,
      NODE_PATH: join(ROOT, 'node_modules'),
      BIND_HOST: '127.0.0.1',
      GATEWAY_PORT: String(port),
      ...(tls && { AUTH: 'true', USE_SSL: '1', MINISTACK_SSL_CERT: tls.cert, MINISTACK_SSL_KEY: tls.key }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that the functions end with it.
    detached: true,
  })
  child.stdout.pipe(log)
  child.stderr.pipe(log, { end: false })
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    process.kill(-child.pid!, 'SIGKILL')
    await ended
  }
  try {
    await ready(port)
  } catch (error) {
    await stop()
    throw error
  }
  return { environment, logFile, stop }
}

async function ready(port: number): Promise<void> {
  for (let tries = 0; tries < 240; tries++) {
    if (await connects(port)) return
    await sleep(500)
  }
  throw new Error('The emulator did not start within two minutes')
}

async function connects(port: number): Promise<boolean> {
  const { connect } = await import('node:net')
  const socket = connect(port, '127.0.0.1')
  return new Promise((resolve) => {
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
  }).finally(() => socket.destroy()) as Promise<boolean>
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function certificate(folder: string): Promise<{ cert: string; key: string }> {
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
  const names = 'subjectAltName=DNS:localhost,IP:127.0.0.1'
  const args = [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '2',
    '-subj',
    '/CN=localhost',
    '-addext',
    names,
  ]
  await run('openssl', [...args, '-keyout', key, '-out', cert]).catch((error: Error) => {
    throw new EmulatorMissing(`openssl cannot make a certificate: ${firstLine(error)}`)
  })
  return { cert, key }
}
