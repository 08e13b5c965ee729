import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Many tests wait for processes and timers more than they compute.
    maxWorkers: '100%',
    // Files of one worker share what they import, which was a third of the time. No test may leave anything in it.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
