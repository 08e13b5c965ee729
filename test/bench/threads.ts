import { readdirSync, readFileSync } from 'node:fs'

/** Jiffies a second of `/proc/<pid>/task/<tid>/stat`: 100 on every Linux that Node runs on (`getconf CLK_TCK`). */
const TICKS = 100

/**
 * CPU seconds that each thread of this process has taken so far, by its name; threads of one name together. Undefined
 * where the system does not tell (it is read from Linux's /proc, proc_pid_stat(5)).
 */
export function cpuByThread(): Map<string, number> | undefined {
  try {
    const seconds = new Map<string, number>()
    for (const task of readdirSync('/proc/self/task')) {
      const stat = readFileSync(`/proc/self/task/${task}/stat`, 'utf8')
      const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'))
      const [user, system] = stat
        .slice(stat.lastIndexOf(')') + 2)
        .split(' ')
        .slice(11, 13)
        .map(Number) as [number, number]
      seconds.set(name, (seconds.get(name) ?? 0) + (user + system) / TICKS)
    }
    return seconds
  } catch {
    return undefined
  }
}
