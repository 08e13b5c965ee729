import { readFileSync, writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { loadPyodide } from 'pyodide'
import { closeWalls, giveConstants, limitFiles, limitMemory } from './verify-walls.ts'

/**
 * The process in which code is run: a request a line on stdin, an answer a line on descriptor 3. Started by
 * `verify-interpreter.ts` with almost no rights; when its stdin ends, so does it.
 */
const ANSWERS = 3
const FILE_BYTES = 8 * 1024 * 1024
/** A loop that does not mind being interrupted is left this long; then this process ends, were nobody there to end it. */
const GRACE_MS = 10_000
const AGAIN_MS = 500

const [pythons = '', pyodideFolder = '', memoryMegabytes = '256', limitMs = '5000', snapshot = ''] =
  process.argv.slice(2)

const { exit } = process
giveConstants()
limitMemory(Number(memoryMegabytes) * 1024 * 1024)
const python = await loadPyodide({
  indexURL: pyodideFolder,
  jsglobals: {},
  stdout: () => {},
  stderr: () => {},
  ...(snapshot !== '' && { _loadSnapshot: readFileSync(snapshot) }),
})
python.setStdin({ error: true })
const sources = pythons.split('\n').map((file) => readFileSync(file, 'utf8'))
const startFiles = limitFiles(python.FS as Parameters<typeof limitFiles>[0], FILE_BYTES)
python.unregisterJsModule('js')
python.unregisterJsModule('pyodide_js')
// Not in __main__, which is put back after every row.
const names = python.runPython('{"__name__": "harness", "__builtins__": __import__("builtins")}')
for (const source of sources) python.runPython(source, { filename: 'verify.py', globals: names })
const main = names.get('main') as (request: string) => string

let deadline = Number.POSITIVE_INFINITY
let interruptAt = Number.POSITIVE_INFINITY
const begin = () => {
  deadline = Date.now() + Number(limitMs)
  interruptAt = deadline
}
const end = () => {
  deadline = interruptAt = Number.POSITIVE_INFINITY
}
// Python looks here every few thousand steps, and takes 2 for Ctrl-C. Once in a while: what follows has to be said, too.
python.setInterruptBuffer({
  get 0(): number {
    const now = Date.now()
    if (now - deadline > GRACE_MS) exit.call(process, 1)
    if (now < interruptAt) return 0
    interruptAt = now + AGAIN_MS
    return 2
  },
  set 0(_: number) {},
} as unknown as Uint8Array)

const requests = createInterface({ input: process.stdin })
requests.on('close', () => exit.call(process, 0))
closeWalls()
answer({ ready: true })

for await (const line of requests) {
  startFiles()
  begin()
  try {
    const told = main(line)
    end()
    answer(JSON.parse(told) as object)
  } catch (error) {
    end()
    // Python is gone, or was interrupted once more on its way out: another interpreter goes on.
    const message = error instanceof Error ? error.message : String(error)
    answer({
      end: /KeyboardInterrupt/.test(message) ? 'endless' : 'broken',
      message: message.trim().split('\n').at(-1),
      again: false,
    })
  }
}

function answer(told: object): void {
  const bytes = Buffer.from(`${JSON.stringify(told)}\n`)
  for (let at = 0; at < bytes.length; ) at += writeSync(ANSWERS, bytes, at)
}
