import type { Topic } from '../concept.ts'

export const ORDER: readonly Topic[] = [
  [
    'sorting',
    [
      {
        name: 'sorting by a key',
        idea: 'A key function says by what items are to be compared. It is called once for each item, and the items are ordered by its results.',
        why: 'The same list can be sorted by name, by length or by date without changing the items.',
        mistake:
          'A common mistake is to reverse a list after sorting when items with equal keys should keep their order.',
        instead: 'A list of pairs of key and item, sorted and taken apart again, does the same by hand.',
        cost: 'Sorting takes time proportional to n log n comparisons, and the key function is called n times.',
        example:
          '$Who has codes with a letter and a number and wants them by number, the largest first. The key of a code is the number after its letter, and the order is turned around.',
        code: [
          'def by_number(codes):\n    return sorted(codes, key=lambda code: int(code[1:]), reverse=True)\n\nprint(by_number([$codes]))',
        ],
        vietnamese: {
          name: 'sắp xếp theo khóa',
          idea: 'Hàm khóa cho biết các phần tử được so sánh theo cái gì, nó được gọi một lần cho mỗi phần tử và thứ tự dựa vào kết quả của nó.',
          example:
            '$Who có các mã gồm một chữ cái và một số, và muốn xếp theo số, lớn nhất trước. Khóa của mã là phần số đứng sau chữ cái, và thứ tự được đảo ngược.',
        },
      },
      {
        name: 'insertion sort',
        idea: 'Insertion sort takes one item after the other and puts it where it belongs among those that are sorted already, as one sorts cards in the hand.',
        why: 'It is short, it needs no extra list, and it is fast when the data is almost in order.',
        mistake:
          'A common mistake is to stop the inner walk one place too early, so that the first item is never moved.',
        instead: 'The built-in sort is faster for almost everything and should be used outside of textbooks.',
        cost: 'In the worst case it takes quadratic time; on data that is in order, linear time.',
        example:
          '$Who gets $measure one at a time and keeps them in order. Each new value moves left for as long as the one before it is larger.',
        code: [
          'def insertion_sort(values):\n    ordered = list(values)\n    for i in range(1, len(ordered)):\n        while i > 0 and ordered[i - 1] > ordered[i]:\n            ordered[i - 1], ordered[i] = ordered[i], ordered[i - 1]\n            i -= 1\n    return ordered\n\nprint(insertion_sort([$nums]))',
        ],
        vietnamese: {
          name: 'sắp xếp chèn',
          idea: 'Sắp xếp chèn lấy từng phần tử và đặt nó vào đúng chỗ giữa những phần tử đã có thứ tự, giống như xếp bài trên tay.',
          example:
            '$Who nhận từng giá trị trong $measure và luôn giữ chúng theo thứ tự. Mỗi giá trị mới đi sang trái chừng nào giá trị đứng trước còn lớn hơn.',
        },
      },
      {
        name: 'merging two sorted lists',
        idea: 'Two sorted lists can be merged by always taking the smaller of their two first items. What is left of one list at the end is added as it is.',
        why: 'It is the heart of merge sort, and it works on data that is too large for memory.',
        mistake: 'A common mistake is to forget the rest of the longer list.',
        instead: 'Putting both together and sorting again is shorter to write and does more work.',
        cost: 'Each item is moved once, so merging is linear in the total length.',
        example:
          '$Who has the sorted $measure of two days and wants one sorted list. Compare the first of both, move the smaller one over, and go on until one list is empty; then add the other.',
        code: [
          'def merged(a, b):\n    result = []\n    while a and b:\n        smaller = a if a[0] <= b[0] else b\n        result.append(smaller[0])\n        if smaller is a: a = a[1:]\n        else: b = b[1:]\n    return result + a + b\n\nprint(merged([2, $n], [5, 9]))',
        ],
        vietnamese: {
          name: 'trộn hai danh sách đã sắp xếp',
          idea: 'Hai danh sách đã sắp xếp được trộn bằng cách luôn lấy phần tử nhỏ hơn trong hai phần tử đầu, phần còn lại của một danh sách thì thêm nguyên vào cuối.',
          example:
            '$Who có $measure đã sắp xếp của hai ngày và muốn một danh sách có thứ tự. Hãy so hai phần tử đầu, chuyển phần tử nhỏ hơn sang, cứ thế đến khi một danh sách rỗng rồi thêm danh sách kia.',
        },
      },
    ],
  ],
  [
    'searching',
    [
      {
        name: 'binary search',
        idea: 'Binary search looks for a value in a sorted list by comparing with the middle one and going on in the half where the value must be.',
        why: 'Every comparison throws away half of what is left.',
        mistake: 'A common mistake is to keep the middle in the range, so that a range of one item never gets smaller.',
        instead: 'A search from the beginning needs no sorted list and is fine for short ones.',
        cost: 'It takes logarithmic time: about twenty comparisons for a million items.',
        example:
          '$Who has sorted $measure and asks at which place $n would stand. Keep a lowest and a highest place, look at the middle, and move one of the two ends until they meet.',
        code: [
          'def place(values, wanted):\n    low, high = 0, len(values)\n    while low < high:\n        middle = (low + high) // 2\n        if values[middle] < wanted: low = middle + 1\n        else: high = middle\n    return low\n\nprint(place([3, 8, 15, 22, 40], $n))',
        ],
        vietnamese: {
          name: 'tìm kiếm nhị phân',
          idea: 'Tìm kiếm nhị phân tìm một giá trị trong danh sách đã sắp xếp bằng cách so với giá trị ở giữa rồi đi tiếp vào nửa mà giá trị ấy phải nằm.',
          example:
            '$Who có $measure đã sắp xếp và hỏi $n sẽ đứng ở vị trí nào. Hãy giữ vị trí thấp nhất và cao nhất, nhìn vào giữa, rồi dời một trong hai đầu đến khi chúng gặp nhau.',
        },
      },
      {
        name: 'finding the largest item',
        idea: 'To find the largest item, one remembers the best so far and replaces it whenever a better one comes by.',
        why: 'It needs one pass and no sorting, and works for any meaning of "better".',
        mistake: 'A common mistake is to start with zero as the best, which is wrong when all values are negative.',
        instead: 'Sorting and taking the last item gives the same answer with more work.',
        cost: 'Exactly n - 1 comparisons are made, and no method can do with fewer.',
        example:
          '$Who wants the position of the largest of the $measure. Take the first position as the best; for each later one, compare the values, and replace the best if the later one is larger.',
        code: [
          'def position_of_largest(values):\n    best = 0\n    for i in range(1, len(values)):\n        if values[i] > values[best]:\n            best = i\n    return best\n\nprint(position_of_largest([$nums]))',
        ],
        vietnamese: {
          name: 'tìm phần tử lớn nhất',
          idea: 'Muốn tìm phần tử lớn nhất thì nhớ phần tử tốt nhất đến lúc này và thay nó mỗi khi gặp phần tử tốt hơn.',
          example:
            '$Who muốn biết vị trí của giá trị lớn nhất trong $measure. Hãy lấy vị trí đầu làm tốt nhất, với mỗi vị trí sau thì so sánh, và thay nếu giá trị sau lớn hơn.',
        },
      },
      {
        name: 'two pointers in a sorted list',
        idea: 'Two positions, one at each end of a sorted list, move toward each other. Each step rules out one item for good.',
        why: 'Questions about pairs are so answered without looking at all pairs.',
        mistake: 'A common mistake is to let the two positions meet and to count one item as a pair with itself.',
        instead: 'Two nested loops look at every pair, which is simple and far slower.',
        cost: 'The list is walked through once in all, so the time is linear instead of quadratic.',
        example:
          '$Who has sorted prices and asks whether two of the $items cost exactly $n together. If the cheapest and the dearest cost too much, drop the dearest; if too little, drop the cheapest; else they are the pair.',
        code: [
          'def has_pair(values, wanted):\n    low, high = 0, len(values) - 1\n    while low < high and values[low] + values[high] != wanted:\n        if values[low] + values[high] > wanted: high -= 1\n        else: low += 1\n    return low < high\n\nprint(has_pair([2, 5, 9, 14], $n))',
        ],
        vietnamese: {
          name: 'hai con trỏ trên danh sách đã sắp xếp',
          idea: 'Hai vị trí ở hai đầu của danh sách đã sắp xếp tiến lại gần nhau, và mỗi bước loại hẳn một phần tử.',
          example:
            '$Who có bảng giá đã sắp xếp và hỏi có hai giá nào cộng lại đúng bằng $n không. Nếu giá thấp nhất cộng giá cao nhất vượt quá thì bỏ giá cao nhất, nếu thiếu thì bỏ giá thấp nhất, nếu đúng thì đã tìm ra.',
        },
      },
    ],
  ],
]
