import { closeWalls } from '../../infra/cli/verify-walls.ts'

/**
 * What somebody would try who came out of Python into JavaScript, each with `bare` as it was before the walls were closed, so
 * that nothing is refused by luck. Prints the names of what went through.
 */
const [node, canary = '', port = '0', parent = '0'] = process.argv.slice(1)
const bare = {
  ...{
    fs: await import('node:fs'),
    net: await import('node:net'),
    dns: await import('node:dns'),
    vm: await import('node:vm'),
  },
  ...{ http: await import('node:http'), dgram: await import('node:dgram'), child: await import('node:child_process') },
  ...{ threads: await import('node:worker_threads'), tls: await import('node:tls'), process, global: globalThis },
}
const socketOf = bare.net.Socket
closeWalls()

const attacks: Record<string, () => unknown> = {
  'reads a file': () => bare.fs.readFileSync(canary),
  'writes a file': () => bare.fs.writeFileSync(canary, 'gone'),
  'removes a file': () => bare.fs.rmSync(canary),
  'starts a process': () => bare.child.spawnSync(process.execPath, ['-v']).error === undefined || refused(),
  'starts a thread': () => new bare.threads.Worker(node!),
  'makes code of text': () => Reflect.construct(Function, ['return 1'])(),
  'makes code by vm': () => bare.vm.runInThisContext('1'),
  connects: () => bare.net.connect(Number(port), '127.0.0.1'),
  'connects a socket of its own': () => new socketOf().connect(Number(port), '127.0.0.1'),
  listens: () => bare.net.createServer().listen(0),
  'connects by TLS': () => bare.tls.connect(Number(port), '127.0.0.1'),
  'asks by HTTP': () => bare.http.get(`http://127.0.0.1:${port}/`),
  fetches: () => (Reflect.get(bare.global, 'fetch') as typeof fetch)(`http://127.0.0.1:${port}/`),
  'sends a datagram': () => bare.dgram.createSocket('udp4').send('x', Number(port), '127.0.0.1'),
  'asks for a name': () => bare.dns.lookup('localhost', () => {}),
  'asks a resolver for a name': () => new bare.dns.Resolver().resolve4('localhost', () => {}),
  'ends its parent': () => bare.process.kill(Number(parent), 0),
  'ends itself': () => bare.process.exit(0),
  'loads a module by name': () => bare.process.getBuiltinModule('node:net'),
  'loads a binding': () => Reflect.get(bare.process, 'binding').call(bare.process, 'tcp_wrap'),
  'reads the environment': () => Object.keys(bare.process.env).length > 0 || refused(),
}

function refused(): never {
  throw new Error('refused')
}

const through = Object.entries(attacks).flatMap(([name, attack]) => {
  try {
    attack()
    return [name]
  } catch {
    return []
  }
})
console.log(JSON.stringify({ tried: Object.keys(attacks).length, through }))
