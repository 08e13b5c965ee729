import type { Topic } from '../concept.ts'

export const TEXTS: readonly Topic[] = [
  [
    'strings',
    [
      {
        name: 'slices of strings',
        idea: 'A slice takes the part of a string between two positions; the first is included and the second is not. Positions may be counted from the end with a minus sign.',
        why: 'Codes, dates and file names are mostly fixed parts that slices take out.',
        mistake:
          'A common mistake is to be off by one at the end, because the second position is not part of the slice.',
        instead: 'Splitting at a separator is better where the parts have no fixed length.',
        cost: 'A slice is a copy, so it takes time and space proportional to its length.',
        example:
          '$Who has codes such as "A7-2024" and needs letter and year apart. The first character is the letter, the last four are the year, and everything between them can be ignored.',
        code: ["def letter_and_year(code):\n    return code[0], int(code[-4:])\n\nprint(letter_and_year('A$n-2024'))"],
        vietnamese: {
          name: 'cắt chuỗi',
          idea: 'Phép cắt lấy phần của chuỗi nằm giữa hai vị trí, vị trí đầu được lấy còn vị trí cuối thì không, và có thể đếm từ cuối bằng dấu trừ.',
          example:
            '$Who có các mã như "A7-2024" và cần tách chữ cái với năm. Ký tự đầu là chữ cái, bốn ký tự cuối là năm, phần ở giữa có thể bỏ qua.',
        },
      },
      {
        name: 'splitting and joining',
        idea: 'Splitting cuts a string at every separator and gives a list of parts; joining puts a list of parts together with a separator between them. One undoes the other.',
        why: 'Most simple file formats are lines that are split on the way in and joined on the way out.',
        mistake: 'A common mistake is to join numbers, which have to be turned into strings first.',
        instead: 'Adding strings in a loop gives the same result, but copies the growing text again and again.',
        cost: 'Both take time proportional to the length of the text, while repeated addition can take quadratic time.',
        example:
          '$Who gets a line with $measure parted by commas and wants the same line with only the values above $n. Split the line, turn each part into a number to compare, and join what is kept.',
        code: [
          "def only_above(line, limit):\n    parts = line.split(',')\n    kept = [part for part in parts if int(part) > limit]\n    return ','.join(kept)\n\nprint(only_above('12,48,7,30', $n))",
        ],
        vietnamese: {
          name: 'tách và nối chuỗi',
          idea: 'Tách là cắt chuỗi tại mỗi dấu phân cách để có một danh sách các phần, còn nối là ghép các phần lại với dấu phân cách ở giữa.',
          example:
            '$Who nhận một dòng gồm $measure cách nhau bằng dấu phẩy, và muốn giữ lại những giá trị lớn hơn $n. Hãy tách dòng, đổi từng phần thành số để so sánh, rồi nối những phần được giữ.',
        },
      },
      {
        name: 'formatted strings',
        idea: 'A formatted string is a text with holes, and each hole holds an expression and, after a colon, how its value is to be written.',
        why: 'Text and values stand in the order in which they are read.',
        mistake:
          'A common mistake is to forget the letter in front of the quotation mark, and then the braces are printed as they are.',
        instead: 'Adding pieces of text with plus signs needs a conversion for every number.',
        cost: 'The text is built once, in time proportional to its length.',
        example:
          '$Who prints a table in which each $item has a code of three places and a value with one decimal. Each line is one formatted string with two holes, the second with one decimal.',
        code: ["def line(code, value):\n    return f'{code:>3} {value:6.1f}'\n\nprint(line('A7', $n))"],
        vietnamese: {
          name: 'chuỗi định dạng',
          idea: 'Chuỗi định dạng là một đoạn chữ có các chỗ trống, mỗi chỗ trống chứa một biểu thức và, sau dấu hai chấm, cách viết giá trị của nó.',
          example:
            '$Who in một bảng trong đó mỗi dòng có mã và một giá trị với một chữ số thập phân. Mỗi dòng là một chuỗi định dạng với hai chỗ trống, chỗ thứ hai có một chữ số thập phân.',
        },
      },
    ],
  ],
  [
    'pattern matching',
    [
      {
        name: 'matching fixed values',
        idea: 'A match statement compares one value with several patterns from top to bottom and follows the first that fits. A pattern can list alternatives, and the underscore fits everything.',
        why: 'The cases stand below each other like a table.',
        mistake: 'A common mistake is to write a bare name as a pattern: it fits everything and is assigned.',
        instead:
          'A chain of conditions does the same, and a dictionary is enough where each value leads to one result.',
        cost: 'The patterns are tried in order, so the time grows with the number of cases above the one that fits.',
        example:
          '$Who gets short commands for $items: "in" and "new" add one, "out" takes one away, and anything else changes nothing. Three cases say exactly that, the last with an underscore.',
        code: [
          "def change(command):\n    match command:\n        case 'in' | 'new':\n            return 1\n        case 'out':\n            return -1\n        case _:\n            return 0\n\nprint(change('new'))",
        ],
        vietnamese: {
          name: 'so khớp giá trị cố định',
          idea: 'Lệnh match so một giá trị với nhiều mẫu từ trên xuống và đi theo mẫu đầu tiên khớp, một mẫu có thể liệt kê nhiều lựa chọn, còn dấu gạch dưới khớp với mọi thứ.',
          example:
            '$Who nhận các lệnh ngắn về $items: "in" và "new" cộng một, "out" trừ một, còn lại không đổi. Ba trường hợp diễn đạt đúng điều đó, trường hợp cuối dùng dấu gạch dưới.',
        },
      },
      {
        name: 'matching the shape of data',
        idea: 'A pattern can describe a shape: a list with two entries, a pair that begins with a certain word. Names in the pattern are tied to the parts.',
        why: 'Testing the shape and taking it apart are one step, so the two cannot disagree.',
        mistake: 'A common mistake is to put a wide shape above a narrow one, which is then never reached.',
        instead: 'Length tests and indexes do the same in more lines and with more chances for a slip.',
        cost: 'Each pattern takes time proportional to its own size, not to that of the data.',
        example:
          '$Who receives rows such as "add" with a number, or "reset" alone, and keeps a sum that starts at $n. One pattern fits a row of two, another a row of one, and anything else leaves the sum as it is.',
        code: [
          "def after(total, row):\n    match row:\n        case ['add', amount]:\n            return total + amount\n        case ['reset']:\n            return 0\n    return total\n\nprint(after($n, ['add', 5]))",
        ],
        vietnamese: {
          name: 'so khớp hình dạng dữ liệu',
          idea: 'Một mẫu có thể mô tả hình dạng như danh sách hai phần tử hay cặp bắt đầu bằng một từ nhất định, và các tên trong mẫu nhận các phần tương ứng.',
          example:
            '$Who nhận các dòng như "add" kèm một số, hoặc chỉ "reset", và giữ một tổng bắt đầu từ $n. Một mẫu khớp với dòng hai phần, một mẫu khớp với dòng một phần, còn lại giữ nguyên tổng.',
        },
      },
      {
        name: 'guards on patterns',
        idea: 'A guard is a condition behind a pattern. The case is followed only if the pattern fits and the guard holds; otherwise the next case has its turn.',
        why: 'Shape and size can so be tested in one table.',
        mistake: 'A common mistake is guards that overlap, so that the order of the cases decides more than it seems.',
        instead: 'A condition inside the case works too, but cannot hand on to the next case.',
        cost: 'A guard is worked out only when its pattern fits.',
        example:
          '$Who gets pairs of code and value and wants to mark values below zero as broken and values above $n as high. The first case has the guard "below zero", the second "above the limit", and the third takes the rest.',
        code: [
          "def mark(pair):\n    match pair:\n        case (_, value) if value < 0:\n            return 'broken'\n        case (_, value) if value > $n:\n            return 'high'\n    return 'normal'\n\nprint(mark(('A7', 25)))",
        ],
        vietnamese: {
          name: 'điều kiện kèm theo mẫu',
          idea: 'Điều kiện kèm đứng sau một mẫu: trường hợp chỉ được chọn nếu mẫu khớp và điều kiện đúng, nếu không thì đến lượt trường hợp tiếp theo.',
          example:
            '$Who nhận các cặp mã và giá trị, muốn đánh dấu giá trị âm là hỏng và giá trị trên $n là cao. Trường hợp đầu có điều kiện nhỏ hơn không, trường hợp hai có điều kiện vượt giới hạn, trường hợp ba nhận phần còn lại.',
        },
      },
    ],
  ],
]
