import { describe, expect, it } from 'vitest'
import type { Values } from '../../shared/checks/check.ts'
import { TemplateError } from '../../shared/recipe/errors.ts'
import { parseTemplate } from '../../shared/recipe/templates.ts'

const values: Values = {
  mood: { name: 'brave', phrase: 'full of courage' },
  feature: [
    { name: 'Twist', phrase: 'there is a twist', hint: 'late' },
    { name: 'Dialogue', phrase: 'somebody speaks' },
  ],
  verb: 'run',
  count: 3,
  loud: true,
  colors: ['red', 'blue'],
  none: [],
  story: 'A {{ verb }} and a {% if x %} and <b>&amp;</b>.',
}

const rendered = (template: string) => parseTemplate(template).render(values)

describe('rendering', () => {
  it.each([
    ['a plain value', '{{ verb }} {{ count }} {{ loud }}', 'run 3 true'],
    ['a record as its name', '{{ mood }}', 'brave'],
    ['a field of a record', '{{ mood.phrase }}', 'full of courage'],
    ['a subset as its names', '{{ feature }}', 'Twist, Dialogue'],
    ['a subset of plain values', '{{ colors }}', 'red, blue'],
    ['an empty subset as nothing', '[{{ none }}]', '[]'],
    ['a mapped subset, joined', '{{ feature | map: "phrase" | join: "; " }}', 'there is a twist; somebody speaks'],
    ['a mapped subset on its own', '{{ feature | map: "phrase" }}', 'there is a twist, somebody speaks'],
    ['a joined subset', '{{ feature | join: "/" }}', 'Twist/Dialogue'],
    [
      'a loop over a subset',
      '{% for f in feature %}<{{ f.phrase }}|{{ f }}>{% endfor %}',
      '<there is a twist|Twist><somebody speaks|Dialogue>',
    ],
    ['positions of a subset', '{{ feature[1].name }} {{ feature.first.name }} {{ feature.size }}', 'Dialogue Twist 2'],
    ['a record compared with its name', '{% if mood == "brave" %}yes{% endif %}', 'yes'],
    [
      'whether a subset has a name',
      '{% if feature contains "Twist" %}yes{% endif %}{% if feature contains "x" %}no{% endif %}',
      'yes',
    ],
    ['a choice by name', '{{ feature | where: "name", "Twist" | map: "phrase" }}', 'there is a twist'],
    ['records sorted by a field', '{{ feature | sort: "name" }}', 'Dialogue, Twist'],
    ['a filter on a record', '{{ mood | upcase }}', 'BRAVE'],
    [
      'a field that only some have, asked for first',
      '{% for f in feature %}{% if f.hint %}{{ f.hint }}{% else %}-{% endif %}{% endfor %}',
      'late-',
    ],
    ['a default', '{{ feature[1].hint | default: "soon" }}', 'soon'],
    [
      'variables of its own',
      '{% assign x = verb | append: "s" %}{% capture y %}{{ x }}!{% endcapture %}{{ y }}',
      'runs!',
    ],
    ['nothing for nil', '[{{ nil }}]', '[]'],
    ['dates in UTC', '{{ "2026-03-01T23:30:00Z" | date: "%Y-%m-%d %H:%M" }}', '2026-03-01 23:30'],
    ['raw text', '{% raw %}{{ verb }}{% endraw %}', '{{ verb }}'],
  ])('writes %s', (_, template, text) => {
    expect(rendered(template)).toBe(text)
  })

  it('never reads the text of a model as a template, and changes nothing in it', () => {
    expect(rendered('{{ story }}')).toBe(values['story'])
  })

  it('changes nothing in the values', () => {
    const before = structuredClone(values)

    rendered('{% increment verb %}{% assign mood = "x" %}{{ feature | reverse | sort: "name" }}')

    expect(values).toEqual(before)
  })

  it.each([
    '{{ feature | map: "phras" }}',
    '{{ mood.phras }}',
    '{{ mood.constructor.name }}',
    '{{ mood.__proto__.x }}',
    '{{ verb.constructor }}',
    '{{ feature[9].name }}',
    '{{ verb | divided_by: nothing }}',
    '{% for i in (1..100000000) %}{% endfor %}',
    '{% tablerow i in (1..100000000) %}{% endtablerow %}',
    '{% capture a %}{% for i in (1..50000) %}aaaaaaaaaaaaaaaaaaaaaaaa{% endfor %}{% endcapture %}{{ a }}',
    '{{ "%" | url_decode }}',
  ])('refuses %s with a TemplateError', (template) => {
    expect(() => rendered(template)).toThrow(TemplateError)
  })

  it('ends in the time given', () => {
    const template = parseTemplate('{% for i in (1..90000) %}{% for j in (1..90000) %}{% endfor %}{% endfor %}')

    expect(() => template.render({}, 20)).toThrow('takes too long to render; does it loop without end?')
  })
})

describe('what a template needs to be told', () => {
  it.each([
    ['{{ a }} {{ b.c }} {{ a }}', ['a', 'b']],
    ['{% if a == "x" and b contains c %}{{ d }}{% elsif e %}{% endif %}', ['a', 'b', 'c', 'd', 'e']],
    ['{% for x in a %}{{ x }} {{ x.y }} {{ forloop.index }}{% endfor %}', ['a']],
    ['{% assign x = a | append: b %}{{ x }}', ['a', 'b']],
    ['{% capture x %}{{ a }}{% endcapture %}{{ x }}', ['a']],
    ['{{ a[b] }}', ['a', 'b']],
    ['{{ a | where: "name", b | join: c }}', ['a', 'b', 'c']],
    ['{% case a %}{% when b %}{{ c }}{% endcase %}', ['a', 'b', 'c']],
    ['{% liquid assign x = a\n echo x\n echo b %}', ['a', 'b']],
    ['{% for i in (1..a) limit: b %}{% endfor %}', ['a', 'b']],
    ['{% unless a %}{% endunless %}{% cycle b, c %}{% echo d %}', ['a', 'b', 'c', 'd']],
    ['{% raw %}{{ a }}{% endraw %}{% comment %}{{ b }}{% endcomment %}', []],
    ['no names', []],
  ])('in %s', (template, names) => {
    expect(parseTemplate(template).names.toSorted()).toEqual(names)
  })

  it.each([
    ['{{ a }}', 'a'],
    [' {{- a -}} \n', 'a'],
    ['{{ a.b }}', undefined],
    ['{{ a | upcase }}', undefined],
    ['{{ a }}.', undefined],
    ['{{ a }}{{ b }}', undefined],
  ])('and whether %s is nothing but a name', (template, only) => {
    expect(parseTemplate(template).only).toBe(only)
  })
})
