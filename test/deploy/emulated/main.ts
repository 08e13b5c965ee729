import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { EmulatorMissing, installEmulator, startEmulator } from './emulator.ts'

/**
 * `npm run test:deploy`: deploys to an emulated account as one would to a real one, once with all rights and once with only those
 * that the policies give. Exits with 0 and says so where the emulator cannot be had. FABULA_EMULATOR: the path of its
 * command, where it is installed already.
 */
const TRIAL = fileURLToPath(new URL('./trial.ts', import.meta.url))

async function tried(command: string, folder: string, enforcesRights: boolean): Promise<boolean> {
  console.log(enforcesRights ? '\nWith no right but those of the policies:' : '\nWith all rights:')
  const emulator = await startEmulator({ command, folder, enforcesRights })
  try {
    const child = spawn(process.execPath, [TRIAL, folder], {
      env: { ...process.env, ...emulator.environment },
      stdio: 'inherit',
      timeout: 900_000,
    })
    const [code] = await once(child, 'exit')
    if (code !== 0)
      console.error(`\nThe emulator's last words:\n${(await readFile(emulator.logFile, 'utf8')).slice(-4_000)}`)
    return code === 0
  } finally {
    await emulator.stop()
  }
}

const folder = await mkdtemp(join(tmpdir(), 'fabula-deploy-'))
try {
  const began = performance.now()
  const command = process.env['FABULA_EMULATOR'] ?? (await installEmulator(folder))
  const wanted = process.argv.includes('--open')
    ? [false]
    : process.argv.includes('--enforcing')
      ? [true]
      : [false, true]
  let passed = true
  for (const enforcesRights of wanted) passed = (await tried(command, folder, enforcesRights)) && passed
  console.log(`\n${passed ? 'passed' : 'failed'} in ${((performance.now() - began) / 1_000).toFixed(0)} s`)
  process.exitCode = passed ? 0 : 1
} catch (error) {
  if (!(error instanceof EmulatorMissing)) throw error
  console.log(`skipped: ${error.message}`)
} finally {
  await rm(folder, { recursive: true, force: true })
}
