import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildSync } from 'esbuild'
import { expect, it, onTestFinished } from 'vitest'
import { inSources } from '../../shared/aws/source-places.ts'

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fabula-places-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Frames as Node writes them; the runner of the tests maps its own. */
function framesOf(module: string): string[] {
  const script = `import(${JSON.stringify(pathToFileURL(module).href)}).catch((error) => console.log(error.stack))`
  const { stdout } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' })
  return stdout.split('\n').filter((line) => line.startsWith('    at '))
}

it('tells where in the sources a bundle threw', () => {
  const folder = aFolder()
  const story = `// A comment.\n\nfunction tell() {\n  throw new Error('no')\n}\n\ntell()\n`
  writeFileSync(join(folder, 'story.ts'), story)
  const outfile = join(folder, 'out/deeper/index.mjs')
  buildSync({ absWorkingDir: folder, entryPoints: ['story.ts'], outfile, format: 'esm', minify: true, sourcemap: true })

  const [thrown, called, ...others] = framesOf(outfile)

  expect(thrown).toContain('index.mjs:1:')
  expect([thrown!, called!].map(inSources)).toEqual(['    at story.ts:4:9', '    at story.ts:7:1'])
  expect(others.map(inSources)).toEqual(others)
})

it.each([
  '    at node:internal/process/task_queues:105:5',
  '    at async Promise.all (index 0)',
  '    at load (file:///nowhere/index.mjs:1:2)',
  '    at parse (/var/task/node_modules/yaml.js:1:20)',
  '    at JSON.parse (<anonymous>)',
])('leaves what it has no map for as it is: %s', (frame) => {
  expect(inSources(frame)).toBe(frame)
})
