#!/usr/bin/env node
// Starts the command line on Node 24, which comes with `npm ci`, whatever Node this was started by. Plain JavaScript for Node 20.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const main = new URL('./main.ts', import.meta.url)
const root = fileURLToPath(new URL('../../', import.meta.url))

if (Number(process.versions.node.split('.')[0]) >= 24) {
  if (nodeModules() === undefined) complain()
  else await import(main.href)
} else {
  const node = bundledNode()
  if (node === undefined) complain()
  else start(node)
}

function start(node) {
  // The channel tells the child when this process is gone, however it went: nothing may go on spending unseen.
  const child = spawn(node, [fileURLToPath(main), ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => {
    console.error(`fabula: Node 24 at ${node} does not start: ${error.message}`)
    process.exitCode = 1
  })
  child.on('exit', (code, signal) => {
    process.exit(code ?? 128 + (constants.signals[signal] ?? 0))
  })
}

/** Where npm laid the packages: beside this project, or around it where it is itself one. */
function nodeModules() {
  for (let folder = root; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules')
    if (existsSync(join(candidate, 'commander'))) return candidate
    if (folder === dirname(folder)) return undefined
  }
}

function bundledNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  const path = join(nodeModules() ?? root, 'node', 'bin', name)
  return existsSync(path) ? path : undefined
}

function complain() {
  console.error(`fabula: its packages are not installed. Run this first:\n\n    cd ${root} && npm ci\n`)
  process.exitCode = 1
}
