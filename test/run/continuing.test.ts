import { describe, expect, it } from 'vitest'
import { prepareDraws } from '../../shared/draw/draws.ts'
import { describeRun } from '../../shared/run/view.ts'
import { aRecipe } from '../recipe-builder.ts'
import { World } from './world.ts'

describe('a run that continues another', () => {
  it('makes the samples behind the last of the earlier, with its seed', async () => {
    const world = new World()
    const first = await world.start({ count: 12, seed: 'x' })
    await world.settle()
    const second = await world.start({ count: 5, seed: undefined as never, continues: first.id, id: 'second' })
    await world.settle()

    expect(second).toMatchObject({ seed: 'x', continues: { run: first.id, released: 12, first: 12 } })
    const draws = prepareDraws(first.recipe, 'x')
    const samples = await world.samplesOf(second)
    expect(samples.map(({ i, draw }) => [i, draw])).toEqual(samples.map(({ i }) => [i, draws.draw(12 + i)]))
    expect(samples).toHaveLength(5)
    expect(await describeRun('second', world.store)).toMatchObject({ continues: first.id, status: { is: 'done' } })

    const third = await world.start({ count: 2, seed: 'x', continues: 'second', id: 'third' })
    expect(third.continues).toMatchObject({ run: 'second', released: 5, first: 17 })
  })

  it.each([
    ['another recipe', { recipe: { ...aRecipe(), description: 'another' } }, 'another recipe or model'],
    ['another seed', { seed: 'other' }, 'with the seed s; leave the seed out'],
    ['another endpoint', { endpoint: 'openai-compatible' }, 'not to be mixed'],
    ['a run that is not there', { continues: 'nobody' }, 'there is no run nobody to continue'],
  ] as const)('is refused with %s, before anything is written', async (_, more, message) => {
    const world = new World()
    const first = await world.start({ count: 3 })
    await world.settle()
    world.store.writes.length = 0

    await expect(world.start({ count: 3, id: 'second', continues: first.id, ...more })).rejects.toThrow(message)

    expect(world.store.writes).toEqual([])
  })

  it('is refused while the earlier one is not published', async () => {
    const world = new World()
    const first = await world.start({ count: 3 })
    await expect(world.start({ continues: first.id, id: 'second' })).rejects.toThrow('has no dataset yet')
  })
})
