/**
 * `npm run fleet [-- --samples 1000,10000,100000,1000000]`: runs of these sizes under simulated time, by the code that decides
 * in the cloud, within what AWS lets through. Writes the tables of docs/scale.md to the terminal and its pictures to
 * docs/images.
 */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type Ran, ran } from './fleet.ts'
import { curve } from './picture.ts'

const { values: given } = parseArgs({
  options: {
    samples: { type: 'string', default: '1000,10000,100000,1000000' },
    seconds: { type: 'string', default: '6' },
    pictures: { type: 'boolean', default: false },
  },
})
const sizes = given.samples.split(',').map(Number)
const seconds = Number(given.seconds)
if (![...sizes, seconds].every((n) => n > 0)) {
  console.error('--samples takes numbers with commas between them, --seconds a number, all above 0')
  process.exit(2)
}

const number = (value: number, digits = 0): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })
const middle = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0

const concurrencies = [50, 1_000]
const all: { samples: number; concurrency: number; ran: Ran }[] = []
for (const samples of sizes) {
  for (const concurrency of concurrencies) {
    // Fifty at a time take a million samples more than a day, which tells nothing more.
    if (concurrency < 1_000 && samples > 100_000) continue
    all.push({ samples, concurrency, ran: await ran({ samples, concurrency, seconds }) })
  }
}

console.log(`\nOne sample takes ${seconds} s in the median.\n`)
console.log(
  '| samples | concurrency | all ended | of ideal | under way, most | waiting, most | S3 PUT/s, most | looks |',
)
console.log('| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |')
for (const { samples, concurrency, ran: run } of all) {
  // The mean of what is spread by 0.4 about its median.
  const ideal = (run.attempts * seconds * Math.exp(0.08)) / concurrency
  console.log(
    `| ${[
      ...[number(samples), number(concurrency), `${number(run.endedSeconds)} s`],
      ...[number(ideal / run.endedSeconds, 2), number(run.mostUnderWay), number(run.mostWaiting)],
      ...[number(Math.max(...run.course.map(({ putsASecond }) => putsASecond))), number(run.ticks.length)],
    ].join(' | ')} |`,
  )
}

console.log(
  '\nWhat one look costs while samples are released, the median of the first tenth of a run and of its last:\n',
)
console.log(
  '| samples | concurrency | CPU ms | GET | LIST pages | read, kB | written, kB | `progress`, most | released a look, most |',
)
console.log('| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |')
for (const { samples, concurrency, ran: run } of all) {
  const busy = run.ticks.filter(({ released }) => released > 0)
  const tenth = Math.max(1, Math.floor(busy.length / 10))
  const [first, last] = [busy.slice(0, tenth), busy.slice(-tenth)]
  const both = (of: (tick: Ran['ticks'][number]) => number, digits = 0) =>
    `${number(middle(first.map(of)), digits)} → ${number(middle(last.map(of)), digits)}`
  console.log(
    `| ${[
      ...[number(samples), number(concurrency), both(({ cpuMilliseconds }) => cpuMilliseconds)],
      ...[both(({ gets }) => gets), both(({ lists }) => lists), both(({ read }) => read / 1_000)],
      ...[both(({ written }) => written / 1_000), `${number(run.progressBytes / 1_000)} kB`],
      number(Math.max(...run.ticks.map(({ released }) => released))),
    ].join(' | ')} |`,
  )
}

console.log('\nTo release them all: looks that released, and what they took of plan.\n')
console.log('| samples | concurrency | looks | CPU s | GET | LIST pages | SQS sends |')
console.log('| ---: | ---: | ---: | ---: | ---: | ---: | ---: |')
for (const { samples, concurrency, ran: run } of all) {
  const busy = run.ticks.filter(({ released }) => released > 0)
  const sum = (of: (tick: Ran['ticks'][number]) => number) => busy.reduce((all, tick) => all + of(tick), 0)
  console.log(
    `| ${[
      ...[number(samples), number(concurrency), number(busy.length), number(sum((t) => t.cpuMilliseconds) / 1_000, 1)],
      ...[number(sum((t) => t.gets)), number(sum((t) => t.lists)), number(sum((t) => Math.ceil(t.released / 10)))],
    ].join(' | ')} |`,
  )
}

if (given.pictures) {
  const at = (name: string) => fileURLToPath(new URL(`../../docs/images/${name}`, import.meta.url))
  const wide = all.filter(({ concurrency }) => concurrency === 1_000)
  writeFileSync(
    at('scale-under-way.svg'),
    curve({
      title: 'Samples under way, 1,000 at once at most',
      across: 'seconds since the first message',
      up: 'samples under way',
      lines: wide.map(({ samples, ran: { course } }) => ({
        name: number(samples),
        points: course.filter((each) => each.at <= 600).map((each): [number, number] => [each.at, each.underWay]),
      })),
    }),
  )
  writeFileSync(
    at('scale-wall-time.svg'),
    curve({
      title: 'Until every sample has its end',
      across: 'samples',
      up: 'seconds',
      isLog: true,
      lines: concurrencies.map((concurrency) => ({
        name: `${number(concurrency)} at once`,
        points: all
          .filter((each) => each.concurrency === concurrency)
          .map((each): [number, number] => [each.samples, each.ran.endedSeconds]),
      })),
    }),
  )
  writeFileSync(
    at('scale-look.svg'),
    curve({
      title: 'What each look reads',
      across: 'part of the run, %',
      up: 'kilobytes',
      lines: wide.map(({ samples, ran: { ticks } }) => {
        const busy = ticks.filter(({ released }) => released > 0)
        const every = Math.max(1, Math.floor(busy.length / 100))
        return {
          name: number(samples),
          points: busy
            .filter((_, n) => n % every === 0)
            .map((tick, n, some): [number, number] => [(100 * n) / some.length, tick.read / 1_000]),
        }
      }),
    }),
  )
}
