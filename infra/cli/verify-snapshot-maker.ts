import { writeFileSync } from 'node:fs'
import { loadPyodide } from 'pyodide'

/** A process of `verify-snapshot.ts`: starts Python, loads modules, and writes its memory to a file. */
const [pyodide = '', imports = '', file = ''] = process.argv.slice(2)

const options = { indexURL: pyodide, jsglobals: {}, _makeSnapshot: true }
const python = await loadPyodide(options)
python.runPython(imports)
writeFileSync(file, (python as unknown as { makeMemorySnapshot(): Uint8Array }).makeMemorySnapshot())
process.exit(0)
