import { describe, expect, it } from 'vitest'
import { prepareDraws } from '../../shared/draw/draws.ts'
import { writtenRecipe } from '../../shared/recipe/parse.ts'
import type { NamedValue, Recipe } from '../../shared/recipe/recipe.ts'
import { storeDocuments } from '../../shared/recipe/stored-documents.ts'
import { resumeRun } from '../../shared/run/control.ts'
import { keys } from '../../shared/run/keys.ts'
import { describeRun } from '../../shared/run/view.ts'
import { aRecipe } from '../recipe-builder.ts'
import { World } from './world.ts'

const rows: NamedValue[] = Array.from({ length: 40 }, (_, n) => ({
  name: `doc ${n}`,
  text: `Text number ${n}${'.'.repeat(n)}`,
  length: n,
}))
const stored = storeDocuments(rows)

const recipeOf = (changes: Partial<Recipe['entities'][string]> = {}): { whole: Recipe; apart: Recipe } => {
  const withDocuments = (doc: Recipe['entities'][string]) =>
    aRecipe({
      entities: {
        doc,
        kind: { kind: 'list', values: ['question', 'keywords'] },
        twice: { kind: 'compute', compute: '{{ doc.length | times: 2 }}' },
      },
      stages: { story: { prompt: 'A {{ kind }} about {{ doc.text }}', tries: 2, checks: [] } },
      output: { text: '{{ story }}', labels: { doc: '{{ doc }}' } },
    })
  const entity = { kind: 'documents', per: 1, rows, ...changes } as Recipe['entities'][string]
  const { id, about } = stored
  return {
    whole: withDocuments(entity),
    apart: withDocuments({ ...entity, rows: about.longest, stored: { id, count: about.count } } as typeof entity),
  }
}

async function aWorldWithDocuments(): Promise<World> {
  const world = new World()
  await world.store.put(keys.documents(stored.id, 'records.jsonl'), stored.records)
  await world.store.put(keys.documents(stored.id, 'index'), stored.index)
  await world.store.put(keys.documents(stored.id, 'about.json'), Buffer.from(JSON.stringify(stored.about)))
  return world
}

describe('stored documents', () => {
  it('give the very draws that they would give in the recipe', () => {
    const { whole, apart } = recipeOf()
    const [inside, outside] = [prepareDraws(whole, 's'), prepareDraws(apart, 's')]
    const numbers = Array.from({ length: 100 }, (_, i) => i)

    expect(numbers.map((i) => outside.draw(i, (_, position) => rows[position]!))).toEqual(
      numbers.map((i) => inside.draw(i)),
    )
    expect(outside.combinations).toBe(inside.combinations)
  })

  it('are written into every sample that is made of them, also as examples that are picked', async () => {
    const world = await aWorldWithDocuments()
    const recipe = aRecipe({
      entities: {
        shot: {
          kind: 'documents',
          rows: stored.about.longest,
          stored: { id: stored.id, count: rows.length },
          pick: { min: 3, max: 3 },
        },
      },
      stages: { story: { prompt: '{% for each in shot %}{{ each.text }} {% endfor %}', tries: 1, checks: [] } },
      output: { text: '{{ story }}', labels: {} },
    })

    const run = await world.start({ recipe, count: 5 })
    await world.settle()

    expect(await world.endsOf(run)).toEqual({ accepted: 5, rejected: 0, failed: 0 })
    for (const { draw } of await world.samplesOf(run)) {
      const names = (draw['shot'] as NamedValue[]).map(({ name }) => name)
      expect(new Set(names).size).toBe(3)
      for (const each of draw['shot'] as NamedValue[]) expect(rows).toContainEqual(each)
    }
  })

  it('are read by part, never as a whole', async () => {
    const world = await aWorldWithDocuments()
    const read = world.store.read.bind(world.store)
    const whole: string[] = []
    world.store.read = (key, part) => {
      if (part === undefined && key.endsWith('records.jsonl')) whole.push(key)
      return read(key, part)
    }

    const run = await world.start({ recipe: recipeOf().apart, count: 40 })
    await world.settle()

    const drawn = (await world.samplesOf(run)).map(({ draw }) => (draw['doc'] as NamedValue).name)
    expect(drawn.sort()).toEqual(rows.map(({ name }) => name).sort())
    expect(whole).toEqual([])
  })

  it('pause the run while they cannot be read, and it goes on once they are back', async () => {
    const world = await aWorldWithDocuments()
    await world.store.delete(keys.documents(stored.id, 'records.jsonl'))

    const run = await world.start({ recipe: recipeOf().apart, count: 4 })
    await world.settle()
    const before = await describeRun(run.id, world.store)
    await world.store.put(keys.documents(stored.id, 'records.jsonl'), stored.records)
    await resumeRun(run.id, world.ports())
    await world.settle()

    expect(before!.status).toEqual({ is: 'paused', reason: `the records of the documents ${stored.id} are gone` })
    expect(world.calls).toHaveLength(4)
    expect(await world.endsOf(run)).toEqual({ accepted: 4, rejected: 0, failed: 0 })
  })

  it('cost nothing where one is longer than was said of all: bounds were made of that', async () => {
    const world = await aWorldWithDocuments()
    const about = { ...stored.about, longest: [{ name: 'doc 0', text: 'short', length: 1 }] }
    await world.store.put(keys.documents(stored.id, 'about.json'), Buffer.from(JSON.stringify(about)))

    const run = await world.start({ recipe: recipeOf().apart, count: 4 })
    await world.settle()

    expect((await describeRun(run.id, world.store))!.status).toMatchObject({
      is: 'paused',
      reason: expect.stringContaining('is longer than about.json says of any'),
    })
    expect(world.calls).toEqual([])
  })

  it('are named in the written recipe by their id alone', () => {
    expect(writtenRecipe(recipeOf().apart).entities!['doc']).toEqual({ documents: { stored: stored.id }, per: 1 })
  })
})
