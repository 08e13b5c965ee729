import childProcess from 'node:child_process'
import dgram from 'node:dgram'
import dns from 'node:dns'
import { constants } from 'node:fs'
import http from 'node:http'
import http2 from 'node:http2'
import https from 'node:https'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'
import tls from 'node:tls'
import vm from 'node:vm'

/**
 * What Python code could do if it broke out into JavaScript, apart from files, processes, threads, add-ons and code made of
 * text, which the flags that this process runs under deny (`verify-interpreter.ts`): the network and signals, which they do
 * not. So both have to fail before a snippet reaches the host. https://nodejs.org/docs/latest-v24.x/api/permissions.html
 */
export function closeWalls(): void {
  for (const module of [net, tls, dgram, dns, dns.promises, http, https, http2, childProcess, vm]) refuseAll(module)
  const prototypes = [net.Socket, net.Server, dgram.Socket, dns.Resolver, dns.promises.Resolver, http.Agent]
  for (const { prototype } of prototypes)
    refuseAll(prototype, ['connect', 'listen', 'bind', 'send', 'createConnection'])
  refuseAll(dns.Resolver.prototype)
  refuseAll(dns.promises.Resolver.prototype)
  syncBuiltinESMExports()
  for (const name of GLOBALS) Reflect.deleteProperty(globalThis, name)
  for (const name of OF_PROCESS) overwrite(process, name, name === 'env' ? {} : undefined)
}

const GLOBALS = [
  'fetch',
  'WebSocket',
  'EventSource',
  'require',
  'navigator',
  'Worker',
  'BroadcastChannel',
  'XMLHttpRequest',
]

const OF_PROCESS = [
  ...['kill', '_kill', 'exit', 'reallyExit', 'abort', 'dlopen', 'binding', '_linkedBinding', 'getBuiltinModule'],
  ...['send', 'disconnect', 'channel', 'chdir', 'setuid', 'setgid', 'seteuid', 'setegid', 'setgroups', 'initgroups'],
  ...[
    '_debugProcess',
    '_debugEnd',
    '_startProfilerIdleNotifier',
    'loadEnvFile',
    'execve',
    'umask',
    'env',
    'mainModule',
  ],
  ...['report', 'permission', 'setSourceMapsEnabled', 'ref', 'unref', 'openStdin'],
]

function refuseAll(of: object, only: readonly string[] = Object.getOwnPropertyNames(of)): void {
  for (const name of only) {
    const there = Object.getOwnPropertyDescriptor(of, name)
    if (name !== 'constructor' && typeof there?.value === 'function' && !isClass(name)) overwrite(of, name, refuse)
  }
}

/** Classes stay, as their prototypes are refused one by one and others inherit from them. */
const isClass = (name: string): boolean => /^[A-Z]/.test(name)

function refuse(): never {
  throw new Error('not there for code that is verified')
}

function overwrite(of: object, name: string, value: unknown): void {
  try {
    Object.defineProperty(of, name, { value, writable: false, configurable: false })
  } catch {
    // Cannot be configured: it may still be written.
    Reflect.set(of, name, value)
  }
}

/** Pyodide asks for this at its start, and the permission model refuses to give it: only the constants are asked for. */
export function giveConstants(): void {
  Reflect.set(process, 'binding', () => ({ fs: constants }))
}

/** WebAssembly memory may grow to so many bytes. Python then raises MemoryError. */
export function limitMemory(bytes: number): void {
  const { prototype } = (globalThis as unknown as { WebAssembly: { Memory: { prototype: WasmMemory } } }).WebAssembly
    .Memory
  const { grow } = prototype
  prototype.grow = function (this: WasmMemory, pages: number): number {
    if (this.buffer.byteLength + pages * 65_536 > bytes) throw new RangeError('the limit of memory is reached')
    return grow.call(this, pages)
  }
}

/** Of which the types that are built in say nothing without those of browsers. */
interface WasmMemory {
  readonly buffer: ArrayBuffer
  grow(pages: number): number
}

interface Files {
  filesystems: { MEMFS: { expandFileStorage(node: unknown, size: number): void } }
  ErrnoError: new (code: number) => Error
}

/** Files are kept outside of that memory. `bytes`: of all that is written between two calls of the answer. */
export function limitFiles(files: Files, bytes: number): () => void {
  const { MEMFS } = files.filesystems
  const expand = MEMFS.expandFileStorage
  const sizes = new Map<unknown, number>()
  MEMFS.expandFileStorage = (node, size) => {
    sizes.set(node, Math.max(size, sizes.get(node) ?? 0))
    let all = 0
    for (const each of sizes.values()) all += each
    if (all > bytes) throw new files.ErrnoError(NO_SPACE)
    expand.call(MEMFS, node, size)
  }
  return () => sizes.clear()
}

/** ENOSPC, in the numbers of WASI. */
const NO_SPACE = 51
