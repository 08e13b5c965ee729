import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it, onTestFinished } from 'vitest'
import { FolderLocked, lockFolder } from '../../infra/local/lock.ts'
import { aFolder } from './scratch.ts'

const NO_PATIENCE = 0

/** A process that holds the folder. */
const aHolder = async (folder: string) => {
  const script = `
    import { lockFolder } from ${JSON.stringify(new URL('../../infra/local/lock.ts', import.meta.url).href)}
    await lockFolder(${JSON.stringify(folder)}, 'theirs')
    console.log('held')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(child.stdout, 'data')
  return child
}

describe('the lock of a folder', () => {
  it('names who holds it, and another folder as the way out', async () => {
    const folder = aFolder()
    const holder = await aHolder(folder)

    const refused = await lockFolder(folder, 'mine', NO_PATIENCE).catch((error) => error)

    expect(refused).toBeInstanceOf(FolderLocked)
    expect(refused.message).toMatch(
      new RegExp(`^${folder} is in use by process ${holder.pid}, since 2.+Z\\. .+ use another folder with --out\\.$`),
    )
    expect(refused.holder).toMatchObject({ pid: holder.pid, start: 'theirs' })
  })

  it('is free as soon as its holder was killed, with nothing to clean up', async () => {
    const folder = aFolder()
    const holder = await aHolder(folder)
    holder.kill('SIGKILL')
    await once(holder, 'exit')

    const lock = await lockFolder(folder, 'mine', NO_PATIENCE)

    expect(lock).toBeDefined()
    lock.release()
  })

  it('waits a little for a holder who is about to be gone', async () => {
    const folder = aFolder()
    const first = await lockFolder(folder, 'first')

    const second = lockFolder(folder, 'second')
    first.release()

    ;(await second).release()
  })

  it('holds within one process as well', async () => {
    const folder = aFolder()
    const first = await lockFolder(folder, 'first')
    onTestFinished(() => first.release())

    await expect(lockFolder(folder, 'second', NO_PATIENCE)).rejects.toBeInstanceOf(FolderLocked)
  })
})
