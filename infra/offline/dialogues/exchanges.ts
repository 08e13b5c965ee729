/** A message of the user and the answer to it; `#` is what the user wants to do. */
export interface Exchange {
  user: string
  assistant: string
}

/** How a user begins, by mood. */
export const BEGINNINGS: readonly { mood: RegExp; users: readonly string[] }[] = [
  {
    mood: /hurry|little time/,
    users: ['Quick one: I have to #, and I have ten minutes.', 'No time for much talk. How do I #?'],
  },
  {
    mood: /curious|talkative/,
    users: [
      'I have been wondering for weeks how people manage to #.',
      'A friend told me that it is fun to #. Is that so, and how does one start?',
    ],
  },
  {
    mood: /skeptical|annoyed/,
    users: [
      'I have tried to # twice already and it went wrong both times. I doubt that a third try will help.',
      'Everybody says that it is easy to #. It is not, if you ask me.',
    ],
  },
  {
    mood: /cheerful|proud/,
    users: [
      'Good news: I finally have a free weekend, and I am going to #!',
      'The first small step worked out yesterday, so now I really want to #.',
    ],
  },
  {
    mood: /worried|shy|unsure/,
    users: [
      'This may be a silly thing to ask, but how does one #?',
      'I am supposed to # and I am afraid of getting it all wrong.',
    ],
  },
  {
    mood: /tired|calm/,
    users: [
      'It has been a long day, so please keep it simple: I want to #.',
      'I would like to # over the next weeks, without any rush.',
    ],
  },
  {
    mood: /determined|precise/,
    users: [
      'I want to # by the end of the month. What comes first?',
      'I have two evenings and about thirty euros to #. How should I divide them?',
    ],
  },
]

/** What the assistant answers first. */
export const FIRST_ANSWERS: readonly string[] = [
  'That can be done. Start with the smallest part of it and leave the rest for tomorrow. Write down what you already have, and you will see that less is missing than you think.',
  'A good plan has three parts: what must happen first, what can wait, and what you can leave out. Begin by making that list on one sheet of paper. It should not take more than a quarter of an hour.',
  'Before you spend anything, look at what is there already. Most people who set out to # buy too much at the beginning. Take one evening to sort things, and then decide.',
  'The usual mistake is to begin in the middle. Choose a fixed hour, put everything you need on the table, and do only the first step on the first day. The second day will go faster.',
  'Let us take it in small pieces. First settle how much time you really have, because everything else follows from that. Then pick the one piece that would help most if nothing else got done.',
  'Ask somebody who has done it before for the one thing that went wrong, and plan around that. Apart from it, you need less than it seems: a free afternoon, a list, and some patience.',
]

/** What may come between, each pair for itself; `turn` is what it is an example of. */
export const MIDDLES: readonly (Exchange & { turn?: RegExp })[] = [
  {
    turn: /leaves out/,
    user: 'I forgot to say that I can only do it in the evenings.',
    assistant:
      'Then we split it into pieces of half an hour. Two evenings a week are enough, and you should leave one of them free for what goes wrong. Do the loud part first, while the neighbors are still awake.',
  },
  {
    turn: /cheaper/,
    user: 'Could it be done for less money?',
    assistant:
      'Yes. Borrow what you need only once, and buy what you will use every week. Ask at the library or in your street before you go to a shop. That cuts the cost by about half.',
  },
  {
    turn: /asks for the reason/,
    user: 'Why should I begin with the list? I would rather just start.',
    assistant:
      'You can, and some people do well that way. The list only keeps you from making the same trip twice. If you write down three lines, that is plenty.',
  },
  {
    turn: /disagrees/,
    user: 'My sister says that this is the wrong way round.',
    assistant:
      'She may be right for her case. If she has more room or more time than you have, her order makes sense. With what you told me, I would stay with the simple way.',
  },
  {
    turn: /already tried/,
    user: 'I tried that last year, and it did not work.',
    assistant:
      'Then let us change one thing at a time. Halve the amount, double the time, and see what happens within a week. If it still fails, we know that the cause lies elsewhere.',
  },
  {
    turn: /misunderstands/,
    user: 'Sorry, I do not understand the second step.',
    assistant:
      'I will put it another way. Think of packing a bag: heavy things go in first, and what you need on the way lies on top. Here, too, the thing you need soonest comes last.',
  },
  {
    turn: /changes their mind/,
    user: 'Actually, it has to be ready by Friday and not by Sunday.',
    assistant:
      'That is tight but possible. Drop everything that is only for looks. Do the main part on Wednesday, so that Thursday is free for repairs.',
  },
  {
    turn: /goes wrong/,
    user: 'What do I do if it goes wrong in the middle?',
    assistant:
      'Stop, take a picture of how it looks, and undo only the last step. Nearly everything can be saved at that point. What makes it worse is going on in anger.',
  },
  {
    turn: /example/,
    user: 'Can you give me an example?',
    assistant:
      'Say you have one hour. Spend ten minutes on looking, forty on doing, and ten on putting things away. The next day you start where you stopped, without having to think.',
  },
  {
    turn: /corrects/,
    user: 'You said a week before, but I meant two people and not one.',
    assistant:
      'Thank you for putting that right. With two people you can work at the same time, so it takes about half as long. Agree beforehand on who decides, or you will talk more than you do.',
  },
  {
    user: 'How will I know that it is good enough?',
    assistant:
      'Show it to one person who has not seen it before. If they have no question, it is good enough. Perfect would take three times as long, and nobody would notice.',
  },
  {
    user: 'What would you leave out?',
    assistant:
      'Everything that has to be explained to guests. Keep the part that you enjoy and the part that cannot be put off. The rest may wait until next month.',
  },
  {
    turn: /very little time/,
    user: 'I have no more than twenty minutes a day for this.',
    assistant:
      'Twenty minutes are enough if they are always the same twenty. Set a clock, stop when it rings, and leave the thing in sight. You will be surprised how far ten days take you.',
  },
  {
    turn: /cannot know/,
    user: 'And how much of it will I need for a place like mine?',
    assistant:
      'That depends on the size of your place, which I cannot see from here. As a rule of thumb, take two steps along the longest wall as one unit. If you are in doubt, take less, because more is easily added.',
  },
]

/** How it ends. */
export const ENDINGS: readonly { ending: RegExp; exchanges: readonly Exchange[] }[] = [
  {
    ending: /will do first/,
    exchanges: [
      {
        user: 'Good. Then I will clear the table tonight and start tomorrow at six.',
        assistant: 'That is a fine way to begin. I wish you a calm evening and good luck for tomorrow.',
      },
      {
        user: 'All right, first I make the list, and on Saturday I do the rest.',
        assistant: 'That sounds right to me. Take your time on Saturday, and enjoy it.',
      },
    ],
  },
  {
    ending: /sums up/,
    exchanges: [
      {
        user: 'So: a short list, half an hour each evening, and nothing new before Friday.',
        assistant:
          'Exactly so. One last tip: put the list where you drink your coffee, and you will not have to remember it.',
      },
      {
        user: 'To sum up: look first, borrow what I can, and keep one evening free.',
        assistant: 'Yes, that is the whole plan. And begin with the part that you like least, while you are fresh.',
      },
    ],
  },
  {
    ending: /thanks/,
    exchanges: [
      {
        user: 'Thank you, that helps a lot.',
        assistant: 'You are welcome. You already know more about it than you thought.',
      },
      {
        user: 'Thanks! I did not expect it to be that simple.',
        assistant: 'It was a pleasure. Go gently on yourself with the first try; the second one will be better.',
      },
    ],
  },
  {
    ending: /decides against/,
    exchanges: [
      {
        user: 'To be honest, I think I will leave it after all. It is too much for me right now.',
        assistant:
          'That is a good decision too. It will still be there in spring, and nothing is lost by waiting for a quieter month.',
      },
      {
        user: 'I have made up my mind: I will not do it this year.',
        assistant: 'I understand that. You have looked at it with care, and a clear no is worth a lot.',
      },
    ],
  },
  {
    ending: /last small question/,
    exchanges: [
      {
        user: 'One last thing: does it matter whether I do it in the morning or at night?',
        assistant:
          'Hardly. In the morning you have better light, and at night you have more peace. Choose the time at which nobody will call you away.',
      },
      {
        user: 'Just one more small question: should I tell the others beforehand?',
        assistant:
          'Yes, in one sentence and with the day on which it happens. Then nobody is surprised, and some may even help.',
      },
    ],
  },
  {
    ending: /relieved/,
    exchanges: [
      {
        user: 'What a relief. I thought it would take me months.',
        assistant: 'It will take you a few evenings. Remember one thing above all: stop while it still goes well.',
      },
      {
        user: 'I feel much better about it now.',
        assistant: 'I am glad. If you keep only one thing in mind, let it be this: small steps, and one at a time.',
      },
    ],
  },
]
