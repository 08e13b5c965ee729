import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { METRICS, NAMESPACE } from '../../shared/aws/metrics.ts'
import { config, type Loose, reading, templateOf } from './template.ts'

const read = reading(await templateOf(config))
const page = readFileSync(new URL('../../docs/operate.md', import.meta.url), 'utf8')
const alarms = read.all('AWS::CloudWatch::Alarm').map(({ properties }) => properties)
const nameOf = ({ AlarmName }: Loose): string => AlarmName.replace('fabula-test-', '')
const topics = read.all('AWS::SNS::Topic')

/** Every metric that an alarm or the dashboard names, as `name`, of those that fabula counts itself. */
const own = (text: string): string[] =>
  [...text.matchAll(/\\?"fabula\\?",\\?"(\w+)\\?",\\?"stack\\?",\\?"fabula-test\\?"/g)].map(([, name]) => name!)

describe('the alarms', () => {
  it('watch dead letters, old messages, errors, money and refreshes', () => {
    expect(alarms.map(nameOf).toSorted()).toEqual([
      'budget-reached',
      'dead-letters-blocks',
      'dead-letters-samples',
      'dead-letters-schedules',
      'dead-letters-ticks',
      'failed-messages',
      'function-errors-aggregate',
      'function-errors-api',
      'function-errors-generate',
      'function-errors-plan',
      'function-errors-refresh',
      'month-nearly-spent',
      'old-messages-blocks',
      'old-messages-samples',
      'old-messages-ticks',
      'refresh-late',
      'refresh-refused',
      'run-paused',
    ])
  })

  it.each(alarms.map((alarm) => [nameOf(alarm), alarm] as const))(
    '%s tells the topic, says what it means, and has its entry in docs/operate.md',
    (name, { AlarmActions, AlarmDescription, TreatMissingData }) => {
      const [, entry = ''] = page.split(new RegExp(`^### (?:.*, )?${name}(?:, .*)?$`, 'm'))
      expect(AlarmActions).toEqual([{ Ref: topics[0]!.id }])
      expect(AlarmDescription).toMatch(new RegExp(`^[A-Z].+\\. What to do: docs/operate\\.md, "${name}"\\.$`))
      expect(entry.split('\n### ')[0]!.length).toBeGreaterThan(100)
      expect(TreatMissingData).toBe('notBreaching')
    },
  )

  it('are all that docs/operate.md tells of', () => {
    const entries = [...page.matchAll(/^### ([a-z, -]+)$/gm)].flatMap(([, names]) => names!.split(', '))

    expect(entries.toSorted()).toEqual(alarms.map(nameOf).toSorted())
  })

  it('ring at four fifths of the monthly limit', () => {
    expect(alarms.find((alarm) => nameOf(alarm) === 'month-nearly-spent')!['Threshold']).toBe(160)
  })

  it('watch what is really counted, in this stack', () => {
    const counted = alarms.filter(({ Namespace }) => Namespace === NAMESPACE)

    expect(counted.length).toBeGreaterThan(3)
    for (const { MetricName, Dimensions } of counted) {
      expect(Object.keys(METRICS)).toContain(MetricName)
      expect(Dimensions).toEqual([{ Name: 'stack', Value: 'fabula-test' }])
    }
  })
})

describe('the topic', () => {
  it('writes to the address that is configured, and takes nothing without TLS', () => {
    const [policy] = read.all('AWS::SNS::TopicPolicy')

    expect(read.all('AWS::SNS::Subscription').map(({ properties }) => properties)).toMatchObject([
      { Protocol: 'email', Endpoint: 'data@example.com', TopicArn: { Ref: topics[0]!.id } },
    ])
    expect(JSON.stringify(policy!.properties)).toContain('"aws:SecureTransport":"false"')
  })
})

describe('the dashboard', () => {
  const [dashboard] = read.all('AWS::CloudWatch::Dashboard')
  const body = JSON.stringify(dashboard!.properties['DashboardBody'])

  it('has the name of its stack', () => {
    expect(dashboard!.properties['DashboardName']).toBe('fabula-test')
  })

  it('shows nothing that is not counted', () => {
    const shown = own(body)

    expect(shown.length).toBeGreaterThan(8)
    expect(shown.filter((name) => !(name in METRICS))).toEqual([])
  })

  it('shows or rings for everything that is counted', () => {
    const seen = new Set([...own(body), ...alarms.map(({ MetricName }) => MetricName)])

    expect(Object.keys(METRICS).filter((name) => !seen.has(name))).toEqual([])
  })
})

it('every metric is in docs/operate.md', () => {
  expect(Object.keys(METRICS).filter((name) => !page.includes(`\`${name}\``))).toEqual([])
})
