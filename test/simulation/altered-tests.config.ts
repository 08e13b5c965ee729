import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { altered } from './altered.ts'
import { GUARDS } from './guards.ts'

const without = GUARDS.find(({ guard }) => guard === process.env['WITHOUT'])

/** Tests of code that has one guard less: `WITHOUT="…" vitest run --config test/simulation/altered-tests.config.ts FILE`. */
export default defineConfig({
  root: join(import.meta.dirname, '..', '..'),
  test: { include: ['test/**/*.test.ts'], testTimeout: 60_000 },
  plugins: [
    {
      name: 'altered',
      enforce: 'pre',
      load: (id) =>
        without && id.endsWith(`/${without.file}`) ? altered(without, readFileSync(id, 'utf8')) : undefined,
    },
  ],
})
