/** Where a story happens. */
export interface Setting {
  /** "in the park" */
  at: string
  /** "the park" */
  spot: string
  /** Sentences that show it. */
  details: readonly string[]
  /** Animals of the story may live there. */
  wild: boolean
}

const setting = (at: string, details: readonly string[], wild = false): Setting => ({
  at,
  spot: at.slice(at.indexOf(' ') + 1),
  details,
  wild,
})

export const SETTINGS: readonly Setting[] = [
  setting('in the park', [
    'The grass was still wet, and the swings moved in the wind.',
    'Leaves lay all over the paths.',
  ]),
  setting('in the garden', ['Bees hummed between the flowers.', 'The beans had grown taller than the fence.'], true),
  setting('at the beach', ['Small waves ran up the sand and back again.', 'The air tasted of salt.']),
  setting(
    'in the forest',
    ['Light fell through the leaves in little spots.', 'It smelled of moss and old wood.'],
    true,
  ),
  setting('by the river', ['The water sang over the stones.', 'Tall reeds stood along the bank.'], true),
  setting('on the farm', ['The hens walked in and out of the yard as they liked.', 'The hay smelled warm.']),
  setting('at the market', ['People called out the names of fruit.', 'There were baskets and boxes everywhere.']),
  setting(
    'in the meadow',
    ['The grass was so high that it tickled.', 'White clouds went by, one after the other.'],
    true,
  ),
  setting('at the playground', [
    'Somebody had drawn a long chalk line on the ground.',
    'The slide was hot from the sun.',
  ]),
  setting('on the hill', ['From up there, the houses looked like toys.', 'The wind never stopped up there.'], true),
  setting('by the pond', ['Two ducks swam in a slow circle.', 'The water was as still as glass.'], true),
  setting('in the village', ['The bell in the tower rang every hour.', 'Everybody knew everybody there.']),
  setting('in the backyard', ['Wet shirts hung on the line.', 'The old apple tree dropped an apple now and then.']),
  setting('in the kitchen', ['It smelled of warm bread.', 'The kettle sang on the stove.']),
  setting('by the lake', ['A thin mist lay on the water.', 'A little boat knocked against the dock.'], true),
  setting('at the station', ['A clock with a round face hung over the door.', 'Trains came and went.']),
  setting('in the orchard', ['The branches were heavy with fruit.', 'Ladders leaned against the trees.'], true),
  setting('in the attic', [
    'Dust danced in the light of the one window.',
    'There were trunks and boxes up to the roof.',
  ]),
  setting('at the library', ['The shelves went up and up.', 'Even the clock ticked softly there.']),
  setting('in the barn', ['Swallows flew in and out under the roof.', 'Sunlight came through the gaps in the boards.']),
  setting('on the street', ['A cat slept on a warm car.', 'Somebody was playing a piano behind a window.']),
  setting('at the old mill', ['The big wheel turned slowly.', 'Flour lay on everything like snow.']),
]
