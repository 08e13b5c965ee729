import type { Topic } from '../concept.ts'

export const SEQUENCES: readonly Topic[] = [
  [
    'lists',
    [
      {
        name: 'list comprehensions',
        idea: 'A list comprehension builds a new list from an old one in a single expression: what each item becomes, where the items come from, and which of them are taken.',
        why: 'It shows the result and not the steps, and it leaves the old list as it is.',
        mistake:
          'A common mistake is to squeeze three loops and two conditions into one comprehension, which nobody can read.',
        instead:
          'A loop that appends does the same in four lines, and is better as soon as something else happens along the way.',
        cost: 'The time is proportional to the length of the old list, and a whole new list is held in memory.',
        example:
          '$Who wants to see only those of the $measure that are above $n, each of them doubled. Go through the values, keep those above the limit, and put the double of each into a new list.',
        code: [
          'def doubled_above($ms, limit):\n    return [2 * value for value in $ms if value > limit]\n\nprint(doubled_above([$nums], $n))',
        ],
        vietnamese: {
          name: 'biểu thức tạo danh sách',
          idea: 'Biểu thức tạo danh sách dựng một danh sách mới từ danh sách cũ trong một dòng: mỗi phần tử trở thành gì, lấy từ đâu, và phần tử nào được giữ.',
          example:
            '$Who chỉ muốn xem những giá trị trong $measure lớn hơn $n, và mỗi giá trị được nhân đôi. Hãy đi qua các giá trị, giữ những giá trị vượt giới hạn, và đưa số gấp đôi vào danh sách mới.',
        },
      },
      {
        name: 'lists as stacks',
        idea: 'A list that grows and shrinks only at its end is a stack: what was put on it last comes off first.',
        why: 'It remembers what still has to be done, in the order in which one would go back.',
        mistake: 'A common mistake is to take an item from an empty stack; the length has to be checked before.',
        instead:
          'Taking items from the front is possible too, but then all the others have to move up; a queue is made for that.',
        cost: 'Adding and taking at the end are constant in time on average, because a list keeps spare room there.',
        example:
          '$Who gets notes such as "open" and "close" for $items and wants to know how many are open at the worst moment. Put something on the stack for each opening, take it off for each closing, and remember the greatest height.',
        code: [
          "def most_open(notes):\n    stack, most = [], 0\n    for note in notes:\n        if note == 'open':\n            stack.append(note)\n        elif stack:\n            stack.pop()\n        most = max(most, len(stack))\n    return most\nprint(most_open(['open', 'open', 'close']))",
        ],
        vietnamese: {
          name: 'danh sách dùng như ngăn xếp',
          idea: 'Một danh sách chỉ thêm và bớt ở cuối là một ngăn xếp: cái gì được đặt vào sau cùng sẽ được lấy ra trước tiên.',
          example:
            '$Who nhận các ghi chú "open" và "close" về $items, và muốn biết lúc nhiều nhất có mấy cái đang mở. Mỗi lần mở thì đặt thêm vào ngăn xếp, mỗi lần đóng thì lấy ra, và nhớ lại chiều cao lớn nhất.',
        },
      },
      {
        name: 'copies of lists',
        idea: 'A second name for a list is not a second list. Whoever wants to change one and keep the other has to make a copy.',
        why: 'A function that works on a copy leaves no traces in the data of its caller.',
        mistake: 'A common mistake is to copy a list of lists and to forget that the inner lists are still shared.',
        instead: 'One can also agree that a function changes its argument, but then its name should say so.',
        cost: 'A copy takes time and space proportional to the length of the list; a deep copy, to everything inside.',
        example:
          '$Who wants the $measure in rising order for a chart, but the log must stay in the order of arrival. Make a copy, sort the copy, and give it back; the log is not touched.',
        code: [
          'def in_rising_order($ms):\n    copy = list($ms)\n    copy.sort()\n    return copy\n\nprint(in_rising_order([$nums]))',
        ],
        vietnamese: {
          name: 'bản sao của danh sách',
          idea: 'Một cái tên thứ hai cho danh sách không phải là danh sách thứ hai, muốn sửa cái này mà giữ cái kia thì phải tạo bản sao.',
          example:
            '$Who muốn vẽ $measure theo thứ tự tăng dần, nhưng sổ ghi phải giữ nguyên thứ tự ban đầu. Hãy tạo bản sao, sắp xếp bản sao rồi trả về, sổ ghi không bị đụng đến.',
        },
      },
    ],
  ],
  [
    'tuples and unpacking',
    [
      {
        name: 'returning several values',
        idea: 'A function can return several values at once as a tuple. The caller gives each of them a name in one assignment.',
        why: 'Values that belong together are found together, without a class made for them.',
        mistake: 'A common mistake is to mix up the order on one of the two sides, which no error message tells.',
        instead: 'With more than three values, a record whose fields have names is easier to read.',
        cost: 'A small tuple is cheap to make, and taking it apart costs one step a value.',
        example:
          '$Who needs the smallest and the largest of the $measure. The function finds both in one go and returns them as a pair, smallest first.',
        code: ['def extremes($ms):\n    return min($ms), max($ms)\n\nlow, high = extremes([$nums])\nprint(low, high)'],
        vietnamese: {
          name: 'trả về nhiều giá trị',
          idea: 'Một hàm có thể trả về nhiều giá trị cùng lúc dưới dạng một bộ, và nơi gọi đặt tên cho từng giá trị trong một phép gán.',
          example:
            '$Who cần giá trị nhỏ nhất và lớn nhất của $measure. Hàm tìm cả hai rồi trả về một cặp, giá trị nhỏ đứng trước.',
        },
      },
      {
        name: 'unpacking with a star',
        idea: 'In an assignment, one name with a star takes everything that the other names leave over. It may stand at the front, in the middle or at the end.',
        why: 'The shape of the data is then written down instead of being hidden in index numbers.',
        mistake: 'A common mistake is to expect a tuple: what the star collects is always a list, even an empty one.',
        instead: 'Slices do the same, but one has to count.',
        cost: 'The starred name gets a new list, so the time is proportional to what it takes.',
        example:
          '$Who has a row with a code first and then any number of values, and wants the code with the sum of its values. Take the first entry as the code and all the rest as values, and add those up.',
        code: [
          "def summed(row):\n    code, *values = row\n    return code, sum(values)\n\nprint(summed(['A7', $nums]))",
        ],
        vietnamese: {
          name: 'tách giá trị bằng dấu sao',
          idea: 'Trong phép gán, một cái tên có dấu sao nhận tất cả những gì các tên khác để lại, dù nó đứng ở đầu, ở giữa hay ở cuối.',
          example:
            '$Who có một dòng gồm mã ở đầu rồi đến các giá trị, và muốn có mã cùng với tổng các giá trị. Hãy lấy phần tử đầu làm mã, phần còn lại làm giá trị, rồi cộng lại.',
        },
      },
      {
        name: 'tuples as keys',
        idea: 'A tuple cannot be changed, so it can be a key of a dictionary. Two tuples with equal parts are the same key.',
        why: 'What depends on two things at once, such as a row and a column, can be looked up in one step.',
        mistake: 'A common mistake is to use a list as a key, which is an error because a list can change.',
        instead: 'A dictionary of dictionaries does it as well, but every lookup has to cope with two missing keys.',
        cost: 'Hashing a tuple takes time proportional to its length, which is constant for pairs.',
        example:
          '$Who notes a value for some places of a grid and asks for the sum around a place. Keep the values under pairs of row and column, and count a pair that is missing as zero.',
        code: [
          'def left_and_right(grid, row, column):\n    left = grid.get((row, column - 1), 0)\n    right = grid.get((row, column + 1), 0)\n    return left + right\n\nprint(left_and_right({(0, 0): $n, (0, 2): 5}, 0, 1))',
        ],
        vietnamese: {
          name: 'dùng bộ làm khóa',
          idea: 'Bộ không thể bị thay đổi nên có thể làm khóa của từ điển, và hai bộ có các phần bằng nhau là cùng một khóa.',
          example:
            '$Who ghi giá trị cho một số ô trên lưới và hỏi tổng của hai ô bên trái và bên phải. Hãy giữ giá trị dưới cặp hàng và cột, cặp nào thiếu thì tính là không.',
        },
      },
    ],
  ],
]
