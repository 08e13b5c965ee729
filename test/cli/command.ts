import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

export const MAIN = fileURLToPath(new URL('../../infra/cli/main.ts', import.meta.url))
export const LAUNCHER = fileURLToPath(new URL('../../infra/cli/fabula.mjs', import.meta.url))

export interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

/** Runs a file with this Node until it ends, without a key or an endpoint in its environment. */
export async function command(
  file: string,
  args: string[],
  { environment = {}, node = [], cwd }: { environment?: Record<string, string>; node?: string[]; cwd?: string } = {},
): Promise<Ended> {
  const { OPENAI_API_KEY: _key, OPENAI_BASE_URL: _url, ...inherited } = process.env
  const child = spawn(process.execPath, [...node, file, ...args], {
    env: { ...inherited, NO_COLOR: '1', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(cwd !== undefined && { cwd }),
  })
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return { code, stdout, stderr }
}

export const fabula = (args: string[], environment: Record<string, string> = {}, cwd?: string): Promise<Ended> =>
  command(MAIN, args, { environment, ...(cwd !== undefined && { cwd }) })
