/** Nouns that are not just a thing one can hold in a hand. What stands nowhere here is such a thing. */
export const KINDS = {
  animal: `animal ant alligator ape bat bear beaver bee beetle bird bug bull bunny butterfly calf camel cat caterpillar
    chick chicken cow crab cricket crocodile crow cub deer dinosaur dog dolphin donkey dove dragon dragonfly duck
    duckling eagle elephant firefly fish fly foal fox frog gerbil giraffe goat goldfish goose gorilla grasshopper hamster hawk
    hedgehog hen hippo horse insect jellyfish kangaroo kitten kitty koala ladybug lamb lion lizard lobster mole monkey monster
    moose mosquito moth mouse octopus ostrich otter owl ox panda parrot peacock pelican penguin pet pig pigeon piglet pony
    puppy rabbit raccoon rat reindeer rhino robin rooster seagull seal shark sheep shrimp skunk sloth snail snake
    sparrow spider squirrel starfish swan tadpole tiger toad turkey turtle unicorn walrus wasp whale wolf worm zebra flamingo llama leopard seahorse slug
    tortoise woodpecker bumblebee`,
  person: `actor actress artist astronaut aunt baby baker barber boy brother builder butcher captain chef child
    clown coach cook cousin cowboy dad daddy dancer daughter dentist doctor driver elf fairy family farmer father
    fireman firefighter fisherman friend gardener genie ghost giant girl grandfather grandma grandmother grandpa guard guest hero hunter infant
    judge kid king knight lady leader mailman man mayor mermaid mom mommy mother nanny neighbor nurse officer painter pilot
    pirate player policeman postman prince princess queen sailor singer sister soldier son stranger student tailor
    teacher thief toddler troll twin uncle vet visitor waiter waitress witch wizard woman worker writer person
    magician superhero zookeeper parent babysitter angel ballerina
    people children parents twins men women kids`,
  place: `airport alley attic backyard bakery balcony barn basement bathroom bay beach bedroom cabin café camp campsite castle
    cave church circus city classroom cliff closet corner cottage country court desert driveway factory farm field forest fort
    garage garden hall hallway harbor hill home hospital hotel house hut island jungle kitchen lake land library market
    maze meadow mountain museum nest ocean office orchard palace park path playground playroom pond pool porch restaurant river
    road room school sea shed shop shore sidewalk stable stadium stage station store street stream swamp tent theater town tower
    treehouse tunnel valley village waterfall woods yard zoo hole puddle log tree bush bridge fence fountain gate boulder statue haystack windmill well ground pole lighthouse gym kindergarten preschool supermarket`,
  sky: `air breeze cloud comet darkness dawn daylight fire flood flame fog frost heat ice lightning moon moonlight night planet rain rainbow
    rainstorm shadow sky smoke snowstorm star starlight storm sun sunlight sunrise sunset sunshine thunder tornado volcano wave weather wind world
    space earth`,
  body: `ankle arm back beak beard belly body bone cheek chest chin ear elbow eye eyebrow eyelash face feather feet finger fingernail
    fist foot forehead freckle fur hair hand head heart heel hip knee leg lip lips mouth mustache nail neck nose paw
    shoulder skin smile stomach tail teeth throat thumb toe tongue tooth tummy voice wing ponytail
    whisker claw fin tear`,
  idea: `accident adventure afternoon age alphabet answer art birthday bath breakfast break change chance chore class clue color contest
    concert courage cry dance danger day dinner dream end evening event example fact fear feast feeling fight fun game goal habit help
    holiday holidays homework hope hour hug idea job joke journey joy kindness kiss lesson letter life line loss love luck lunch magic meal
    meeting memory message mind minute mistake moment month mood morning movie music name nap news noise number parade party peace
    picnic piece plan play poem prize problem promise puzzle question race reason recess rest rhyme riddle ride rule scare school season
    secret shape show side size sleep snack song sound speed spell sport spring step story summer fall autumn winter surprise
    talk task taste team test time tour trick trip trouble truth turn vacation visit voice vote walk way week weekend win winner
    wish wonder word work worry year yell network bedtime playtime fever lullaby mess sleepover supper cartoon
    circle square triangle dot`,
  big: `airplane bed bench boat bus cage canoe car carriage carousel cart ceiling chair chimney couch crib cupboard desk
    dock door dresser engine ferry fireplace floor fridge furniture helicopter igloo iceberg jeep ladder machine
    mailbox mirror motorcycle oven piano pool raft refrigerator robot rocket roof sandbox sailboat scarecrow scooter
    seesaw shelf ship shower sidewalk sink slide sled snowman sofa spaceship stairs stove submarine swing table tank
    taxi television toilet tractor train trampoline truck tub van wagon wall wardrobe washer wheel window yacht
    bathtub staircase elevator escalator stairway step ambulance plane bulldozer rowboat carpet sleigh trunk curtain
    aquarium dollhouse`,
} as const

export const MASS = new Set(
  `air art bacon beef beard bread butter cake candy cardboard cash cereal chalk cheese chicken chocolate clay cloth clothing coal cocoa coffee cotton courage
  cream dirt dough dust fabric flour food foil fire fruit fun fur furniture garbage glass glitter glue gold grass gravel gum hair ham hay help homework
  honey ice jam jelly jewelry juice kindness ketchup laundry lava lemonade lettuce lightning luck magic mail meat medicine metal milk money
  mud music mustard news noise oatmeal oil paint paper pasta paste peace pepper plastic popcorn porridge rain rice rope
  rubber salad salt sand sauce seaweed shampoo silk silver sleep slime smoke snow soap soda soil soup spaghetti spinach steel string sugar
  sunlight sunshine syrup tape tea thread thunder toast toothpaste trash traffic water wax weather wheat wood wool work yarn yogurt
  joy love hope peace trouble darkness heat fog frost moonlight starlight daylight space skin corn celery broccoli garlic ink playdough dinner breakfast lunch recess gingerbread macaroni frosting`
    .split(/\s+/)
    // Cake, glass, rope and the like are as often one as some: one is then the safer choice.
    .filter(
      (word) =>
        ![
          'beard',
          'cake',
          'chicken',
          'fire',
          'glass',
          'rope',
          'salad',
          'string',
          'art',
          'dinner',
          'breakfast',
          'lunch',
          'smile',
          'skin',
        ].includes(word),
    ),
)

/** Always more than one. */
export const MANY = new Set(
  `binoculars boots bubbles children clothes crumbs dishes feet glasses gloves goggles groceries headphones holidays jeans kids lips marbles men
  mittens noodles overalls pajamas pants parents people pliers scissors shoes shorts slippers socks stairs stickers sunglasses sweets teeth tights
  tongs toys trousers tweezers twins women woods vegetables fireworks skates skis leggings panties pancakes cookies beans peas fries chips
  berries grapes leaves nuts seeds eggs blocks crayons`.split(/\s+/),
)

/** The word before a place, where it is not "in". */
export const PLACE_PREPOSITIONS: Record<string, string> = Object.fromEntries(
  Object.entries({
    at: `airport bakery beach circus market museum restaurant school kindergarten preschool supermarket gym station store shop zoo theater stadium concert
      playground harbor pool camp`,
    on: `balcony beach bay cliff corner farm hill island mountain ground path porch road sidewalk street stage shore driveway`,
    by: `lake ocean pond river sea stream waterfall well tower tunnel hole puddle log tree bush bridge fence
      fountain gate boulder statue haystack windmill pole`,
  }).flatMap(([preposition, words]) => words.split(/\s+/).map((word) => [word, preposition])),
)

export const SHE = new Set(
  `actress aunt daughter fairy girl grandma grandmother lady mermaid mom mommy mother nanny princess queen sister
  waitress witch woman`.split(/\s+/),
)
export const HE = new Set(
  `boy brother cowboy dad daddy elf father fireman fisherman genie ghost giant grandfather grandpa king knight mailman man pirate
  policeman postman prince son troll uncle waiter wizard`.split(/\s+/),
)
