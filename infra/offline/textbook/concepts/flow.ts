import type { Topic } from '../concept.ts'

export const FLOW: readonly Topic[] = [
  [
    'exceptions',
    [
      {
        name: 'catching an exception',
        idea: 'An exception leaves the normal path of a program and looks for somebody who knows what to do. A handler around the risky line names the kind of trouble that it can deal with.',
        why: 'One bad entry then does not end the work on a thousand good ones.',
        mistake: 'A common mistake is to catch everything, which also hides the mistakes of the program itself.',
        instead: 'Testing first whether the line would fail is possible, but the test is often as long as the work.',
        cost: 'A handler that is not needed costs next to nothing; raising and catching takes noticeable time.',
        example:
          '$Who reads $measure as text, and some entries are not numbers at all. Try to turn each into a number; where that fails, leave the entry out and go on.',
        code: [
          "def numbers_in(entries):\n    numbers = []\n    for entry in entries:\n        try:\n            numbers.append(int(entry))\n        except ValueError:\n            continue\n    return numbers\nprint(numbers_in(['$n', 'none', '7']))",
        ],
        vietnamese: {
          name: 'bắt ngoại lệ',
          idea: 'Ngoại lệ rời khỏi đường đi bình thường của chương trình để tìm nơi biết cách xử lý, và khối xử lý nêu rõ loại sự cố mà nó lo được.',
          example:
            '$Who đọc $measure dưới dạng chữ, và vài mục hoàn toàn không phải là số. Hãy thử đổi từng mục thành số, mục nào không được thì bỏ qua và đi tiếp.',
        },
      },
      {
        name: 'raising an exception',
        idea: 'A function that cannot do what it promises should raise an exception and say why. The message is for the person who has to find the cause.',
        why: 'A wrong value is stopped where it comes in, and not where it does damage much later.',
        mistake:
          'A common mistake is a message that says only that something is wrong, without the value that was found.',
        instead:
          'Returning a special value such as minus one works only as long as every caller remembers to look for it.',
        cost: 'The check is one comparison; the exception costs something only in the case that should not happen.',
        example:
          '$Who wants the share of $items that were fine, as a percentage, but without any $item there is no share. Check the total first, and raise an exception if it is zero; then divide.',
        code: [
          "def share(fine, total):\n    if total == 0:\n        raise ValueError('there is nothing to take a share of')\n    return 100 * fine / total\n\nprint(share(7, $n))",
        ],
        vietnamese: {
          name: 'chủ động gây ngoại lệ',
          idea: 'Hàm không thể làm điều nó hứa thì nên gây ra ngoại lệ và nói rõ lý do, thông báo ấy dành cho người phải tìm nguyên nhân.',
          example:
            '$Who muốn biết bao nhiêu phần trăm $items đạt yêu cầu, nhưng nếu không có cái nào thì không có tỉ lệ. Hãy kiểm tra tổng trước, nếu bằng không thì gây ngoại lệ, rồi mới chia.',
        },
      },
      {
        name: 'fallback values after a failure',
        idea: 'Some failures have a sensible answer. A function can catch the exception and return a fallback that its caller has chosen.',
        why: 'The decision what counts as good enough stays with the caller, who knows the purpose.',
        mistake:
          'A common mistake is to return the fallback for every kind of failure, even for those that nobody foresaw.',
        instead: 'Letting the exception pass is the better choice when there is no sensible answer.',
        cost: 'The normal case is as fast as without a handler.',
        example:
          '$Who divides the sum of the $measure by the number of $items, which may be zero on a holiday. Try the division; if it is a division by zero, give back the fallback.',
        code: [
          'def average(total, count, fallback=0):\n    try:\n        return total / count\n    except ZeroDivisionError:\n        return fallback\n\nprint(average($n, 0))',
        ],
        vietnamese: {
          name: 'giá trị dự phòng khi có lỗi',
          idea: 'Có những lỗi vẫn có câu trả lời hợp lý: hàm bắt ngoại lệ rồi trả về giá trị dự phòng do nơi gọi chọn.',
          example:
            '$Who chia tổng của $measure cho số lượng, mà ngày nghỉ thì số lượng có thể bằng không. Hãy thử phép chia, nếu là chia cho không thì trả về giá trị dự phòng.',
        },
      },
    ],
  ],
  [
    'iterators and generators',
    [
      {
        name: 'generator functions',
        idea: 'A generator function gives its values one at a time and waits after each until the next is asked for. It keeps its place and its local names in between.',
        why: 'Data that would not fit in memory can be worked on value by value.',
        mistake: 'A common mistake is to go through a generator twice; after the first time it is used up.',
        instead: 'A function that returns a list is simpler when the list is small and needed more than once.',
        cost: 'The space is constant however many values there are, and nothing is computed that nobody asks for.',
        example:
          '$Who wants the running sum of the $measure after each new value. Start at zero; for each value add it to the sum and give out the sum so far.',
        code: [
          'def running_sums($ms):\n    total = 0\n    for value in $ms:\n        total += value\n        yield total\n\nprint(list(running_sums([$nums])))',
        ],
        vietnamese: {
          name: 'hàm sinh',
          idea: 'Hàm sinh đưa ra từng giá trị một và chờ sau mỗi giá trị cho đến khi được hỏi tiếp, trong lúc đó nó nhớ chỗ đang dừng và các biến của mình.',
          example:
            '$Who muốn có tổng cộng dồn của $measure sau mỗi giá trị mới. Hãy bắt đầu từ không, cộng từng giá trị vào tổng và đưa ra tổng đến lúc đó.',
        },
      },
      {
        name: 'walking through two lists at once',
        idea: 'Two lists whose items belong together can be walked through side by side. Each step gives a pair, and the walk ends with the shorter list.',
        why: 'No index is needed, and so no index can be wrong.',
        mistake: 'A common mistake is to overlook that the longer list is cut silently unless strictness is asked for.',
        instead: 'A loop over positions does the same, but says less clearly what it is about.',
        cost: 'The pairs are made one at a time, so no third list takes up memory.',
        example:
          '$Who has the $measure of two weeks in two lists and asks on how many days the second week was higher. Walk through both at once and count the pairs whose second value is larger.',
        code: [
          'def days_higher(first, second):\n    return sum(b > a for a, b in zip(first, second))\n\nprint(days_higher([$nums], [20, 20, 20]))',
        ],
        vietnamese: {
          name: 'duyệt hai danh sách cùng lúc',
          idea: 'Hai danh sách có các phần tử đi đôi với nhau có thể được duyệt song song, mỗi bước cho một cặp, và kết thúc cùng danh sách ngắn hơn.',
          example:
            '$Who có $measure của hai tuần trong hai danh sách và hỏi có bao nhiêu ngày tuần sau cao hơn. Hãy duyệt cả hai cùng lúc và đếm những cặp có giá trị thứ hai lớn hơn.',
        },
      },
      {
        name: 'positions while iterating',
        idea: 'Sometimes a loop needs an item and its position. Numbering the items while walking through them gives both, and the first number can be chosen.',
        why: 'Reports and error messages want to say where something was found.',
        mistake:
          'A common mistake is to look the position up with a search for the item, which finds the first of two equal ones.',
        instead: 'A counter that is raised by hand works, until somebody adds a "continue" above it.',
        cost: 'Numbering adds constant time a step and no list.',
        example:
          '$Who wants the days, counted from one, on which the $measure were above $n. Number the values from one and keep the numbers of those above the limit.',
        code: [
          'def days_above($ms, limit):\n    numbered = enumerate($ms, start=1)\n    return [day for day, value in numbered if value > limit]\n\nprint(days_above([$nums], $n))',
        ],
        vietnamese: {
          name: 'đánh số khi duyệt',
          idea: 'Đôi khi vòng lặp cần cả phần tử lẫn vị trí của nó, và việc đánh số trong lúc duyệt cho cả hai.',
          example:
            '$Who muốn biết những ngày nào, đếm từ một, $measure lớn hơn $n. Hãy đánh số các giá trị từ một và giữ số của những giá trị vượt giới hạn.',
        },
      },
    ],
  ],
  [
    'functions as values',
    [
      {
        name: 'passing a function to a function',
        idea: 'A function is a value like any other, so it can be passed as an argument. The receiving function decides when to call it, and the passed one what to do.',
        why: 'What stays the same is written once, and what varies comes from outside.',
        mistake:
          'A common mistake is to write parentheses after the name, which passes the result of a call and not the function.',
        instead:
          'A parameter with a word such as "double" and a chain of conditions does it too, but has to be extended for each new case.',
        cost: 'Each call through a parameter takes constant time, slightly more than the same code in place.',
        example:
          '$Who wants to change all $measure in the same way, today by doubling them and tomorrow in another way. One function walks through the values and applies whatever function it was given.',
        code: [
          'def changed(values, change):\n    return [change(value) for value in values]\n\nprint(changed([$nums], lambda value: 2 * value))',
        ],
        vietnamese: {
          name: 'truyền hàm vào hàm',
          idea: 'Hàm cũng là một giá trị nên có thể được truyền làm đối số: hàm nhận quyết định khi nào gọi, còn hàm được truyền quyết định làm gì.',
          example:
            '$Who muốn thay đổi mọi giá trị trong $measure theo cùng một cách, hôm nay là nhân đôi, ngày mai có thể khác. Một hàm đi qua các giá trị và áp dụng hàm mà nó được nhận.',
        },
      },
      {
        name: 'closures',
        idea: 'A function that is made inside another one remembers the names around it, even after the outer function has returned. Both together are a closure.',
        why: 'A general function can so be turned into a special one that needs fewer arguments.',
        mistake:
          'A common mistake is to make closures in a loop and to expect each to remember another round; they all see the last one.',
        instead: 'A class with one method does the same with more lines.',
        cost: 'A closure keeps what it remembers alive, which matters when that is large.',
        example:
          '$Who checks $measure against a limit of $n here and another limit there. A function takes the limit and gives back a check that remembers it; the check is then used like any other function.',
        code: [
          'def above(limit):\n    def check(value):\n        return value > limit\n    return check\n\nis_high = above($n)\nprint(is_high(25))',
        ],
        vietnamese: {
          name: 'bao đóng',
          idea: 'Hàm được tạo bên trong một hàm khác nhớ các tên xung quanh nó, ngay cả sau khi hàm ngoài đã kết thúc, và cả hai cùng nhau gọi là bao đóng.',
          example:
            '$Who so $measure với giới hạn $n ở chỗ này và giới hạn khác ở chỗ kia. Một hàm nhận giới hạn và trả về phép kiểm tra nhớ giới hạn ấy.',
        },
      },
      {
        name: 'filtering with a predicate',
        idea: 'A predicate is a function that answers yes or no. A filter keeps the items for which the answer is yes, whatever the question is.',
        why: 'Question and walking through are separate, so each can be tested alone.',
        mistake:
          'A common mistake is a predicate that changes something; then it matters how often and in which order it is asked.',
        instead: 'A comprehension with the condition in place is shorter when the question is asked only once.',
        cost: 'One call of the predicate an item, so linear time if the predicate takes constant time.',
        example:
          '$Who wants the even $measure for one report and the high ones for another. The filter takes the values and the question, asks for each value, and keeps what was answered with yes.',
        code: [
          'def kept(values, wanted):\n    return [value for value in values if wanted(value)]\n\nprint(kept([$nums], lambda value: value % 2 == 0))',
        ],
        vietnamese: {
          name: 'lọc bằng vị từ',
          idea: 'Vị từ là hàm trả lời có hoặc không, và phép lọc giữ những phần tử mà câu trả lời là có, bất kể câu hỏi là gì.',
          example:
            '$Who cần những số chẵn trong $measure cho một báo cáo và những số lớn cho báo cáo khác. Phép lọc nhận các giá trị và câu hỏi, hỏi từng giá trị, rồi giữ những cái được trả lời là có.',
        },
      },
    ],
  ],
]
