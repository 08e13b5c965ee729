import fc, { type Arbitrary } from 'fast-check'

const nested = (open: string, close: string, times: number) => `${open.repeat(times)}1${close.repeat(times)}`

/** Texts that were made to hurt whoever uses them in a path, a key, a template, a pattern or a number. */
export const hostileText: Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    ...['..', '../..', '..%2f..', '%2e%2e%2f', '/etc/passwd', '..\\..', '\0', 'a\0b', '%00', '%', '%zz', '~', '.', ''],
    ...['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'toString', 'latest', 'run.json', 'latest.json'],
    ...['\ud800', '\udfff\ud800', '\u202e', '\ufeff', '\u2028', 'ﬀ', 'İ', '💥'.repeat(50), 'x'.repeat(5_000)],
    ...['{{', '{% for i in (1..999999999) %}x{% endfor %}', '{{ "x" | repeat: 999999999 }}', '{% include "a" %}'],
    ...['{% assign a = "x" %}{% for i in (1..50) %}{% assign a = a | append: a %}{% endfor %}{{ a }}'],
    ...['(a+)+$', '(?<=', '[', '\\', '*', '(?:a|aa)+b', '$(id)', '`id`', "' or 1=1 --", '<script>'],
    ...['1e999', '-0', 'NaN', 'Infinity', '9'.repeat(400), '0x10', '١', 'true', 'null'],
    ...['../words/verbs.txt', 'words/../../library.ts', 'words/verbs.txt/', 'file:///etc/passwd', 'C:\\x', '//x'],
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
)

/** Bodies that are no JSON, or JSON that means something else to every reader. */
export const hostileBody: Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    ...[
      '',
      ' ',
      '{',
      '}',
      '[',
      'null',
      'true',
      '0',
      '"x"',
      '[]',
      '{}',
      '{"recipe":',
      "{'recipe': 1}",
      '\ufeff{}',
      '{"a":1}{"b":2}',
    ],
    ...['{"recipe":"tinystories","count":1,"count":2}', '{"__proto__":{"recipe":"tinystories","count":1}}'],
    ...['{"recipe":{"__proto__":{"name":"x"}},"count":1}', '{"recipe":{"constructor":{"prototype":1}},"count":1}'],
    ...[
      '{"recipe":"__proto__","count":1}',
      '{"recipe":"constructor","count":1}',
      '{"recipe":"../tinystories","count":1}',
    ],
    ...['{"recipe":"tinystories","count":1e999}', '{"recipe":"tinystories","count":9007199254740993}'],
    ...[
      '{"recipe":"tinystories","tokens":1e11,"maxSpecs":1}',
      '{"recipe":"tinystories","count":10000000,"dryRun":true}',
    ],
    nested('[', ']', 100_000),
    nested('{"a":', '}', 50_000),
    `{"recipe":${nested('{"a":', '}', 60)},"count":1}`,
    `{"recipe":"${'x'.repeat(200_000)}","count":1}`,
    ' '.repeat(1_048_577),
  ),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.json({ maxDepth: 4 }),
)

/** A value with something in it put in the place of something else, or taken out. */
export function spoiled(value: Arbitrary<unknown>): Arbitrary<unknown> {
  const other = fc.oneof(
    hostileText,
    fc.constantFrom<unknown>(null, -1, 0, 1.5, 1e308, [], {}, [[]], true),
    fc.jsonValue({ maxDepth: 2 }),
  )
  return fc
    .tuple(value, other, fc.array(fc.nat(1_000), { minLength: 1, maxLength: 8 }), fc.boolean())
    .map(([whole, part, way, out]) => replaced(whole, way, out ? undefined : part))
}

function replaced(value: unknown, [turn = 0, ...way]: readonly number[], part: unknown): unknown {
  if (typeof value !== 'object' || value === null) return part
  const keys = Object.keys(value)
  const key = keys[turn % Math.max(1, keys.length)]
  if (key === undefined) return part
  const next = way.length === 0 ? part : replaced((value as Record<string, unknown>)[key], way, part)
  if (Array.isArray(value)) return value.map((each, n) => (String(n) === key ? next : each))
  return { ...value, [key]: next }
}
