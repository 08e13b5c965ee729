/** Before the overview; `#` is the concept. */
export const OPENERS: readonly string[] = [
  'Now to #.',
  'The next idea is easy to say and takes some practice: #.',
  'So far the programs of this chapter could do without it, but now we need one more idea: #.',
  'One question was left open above, and its answer is #.',
  'With what has been said, we can turn to #.',
  'Let us look at # more closely.',
  'The rest of this section is about one thing only: #.',
  '',
  '',
]

/** For each reader, by the name in the recipe's list. */
export const TO_READERS: Record<string, readonly string[]> = {
  'school pupil': [
    'Read it twice and say it in your own words, and it is yours.',
    'You need no mathematics for it, only a bit of patience.',
    'Try to guess what the program below prints before you run it.',
  ],
  'first-year student': [
    'Follow the code below line by line with a pencil and note the value of each name.',
    'Every term used here comes back in later chapters, so it pays to learn it now.',
    'If the result surprises you, change one number and run it again.',
  ],
  'self-taught hobbyist': [
    'Reach for it as soon as you write nearly the same lines for the third time.',
    'It will pay off in your own project sooner than you think.',
    'Do not worry about the theory; what counts is that you recognize the situation.',
  ],
  'experienced developer': [
    'Habits from other languages carry over for the most part, but not in every detail.',
    'Readers of your code will expect the idiom, so it is worth using it even where another form would do.',
    'The name may differ from what you know; the idea does not.',
  ],
  'data analyst': [
    'Think of a column of a table, and of a result that you would otherwise work out by hand.',
    'With gaps in the data, decide first what a missing value is to count as.',
    'What works for ten rows works for a million, provided that each row is touched only once.',
  ],
  teacher: [
    'On the blackboard, three values are enough to show it.',
    'Expect the question why it is not done in the obvious way, and let the class try that first.',
    'Have one pupil play the computer while another reads out the lines.',
  ],
  "master's student": [
    'A proof by induction over the length of the input is a good exercise.',
    'State the invariant before reading the code, and check that each line keeps it.',
    'The constant factors hidden here matter for small inputs.',
  ],
  'PhD student': [
    'We assume strict evaluation and no aliasing of the arguments.',
    'The statement holds for finite inputs only.',
    'Under a different cost model, the comparison may well come out the other way.',
  ],
}

/** Between example and code. */
export const LEADS: readonly string[] = [
  'The function below does just that.',
  'In code it is short.',
  'Each of these steps is a line below.',
  'Below, the same is said in code.',
  '',
  '',
]

export const EXAMPLE_STARTS: readonly string[] = [
  'Take # as an example.',
  'Think of #.',
  'Picture #.',
  'At #, this comes up every day.',
  '',
]

export const VIETNAMESE_OPENERS: readonly string[] = [
  'Bây giờ ta xét khái niệm #.',
  'Ý tiếp theo của chương là #.',
  'Đến đây ta cần thêm một khái niệm nữa: #.',
  'Phần này chỉ nói về một điều: #.',
  'Hãy nhìn kỹ hơn vào #.',
  'Câu hỏi còn bỏ ngỏ ở trên dẫn đến #.',
]

export const TO_VIETNAMESE_READERS: Record<string, readonly string[]> = {
  'school pupil': [
    'Em chỉ cần kiên nhẫn một chút, không cần đến toán khó.',
    'Em hãy thử đoán xem chương trình in ra gì trước khi chạy.',
  ],
  'first-year student': [
    'Bạn nên lần theo từng dòng mã bằng bút chì và ghi lại giá trị của mỗi biến.',
    'Thuật ngữ này sẽ còn trở lại ở các chương sau, nên học kỹ ngay bây giờ là có lợi.',
  ],
  'self-taught hobbyist': [
    'Hãy dùng đến nó khi bạn viết gần như cùng một đoạn mã đến lần thứ ba.',
    'Bạn đừng lo về lý thuyết, điều quan trọng là nhận ra lúc nào cần đến nó.',
  ],
  'experienced developer': [
    'Thói quen từ các ngôn ngữ khác phần lớn vẫn dùng được, nhưng không phải trong mọi chi tiết.',
    'Tên gọi có thể khác với ngôn ngữ bạn quen, còn ý tưởng thì vẫn vậy.',
  ],
  'data analyst': [
    'Hãy hình dung một cột trong bảng và một kết quả mà nếu không có nó bạn phải tính bằng tay.',
    'Nếu dữ liệu có chỗ trống, hãy quyết định trước giá trị thiếu được tính là gì.',
  ],
  teacher: [
    'Trên bảng, chỉ cần ba giá trị là đủ để minh họa.',
    'Nên để học sinh thử cách hiển nhiên trước, rồi mới giới thiệu cách này.',
  ],
  "master's student": [
    'Chứng minh bằng quy nạp theo độ dài của đầu vào là một bài tập tốt.',
    'Hãy nêu bất biến trước khi đọc mã, rồi kiểm tra rằng mỗi dòng đều giữ nó.',
  ],
  'PhD student': [
    'Ta giả định tính toán chặt và các đối số không trùng nhau trong bộ nhớ.',
    'Phát biểu này chỉ đúng với đầu vào hữu hạn.',
  ],
}

export const TO_VIETNAMESE_ANGLES: Record<string, readonly string[]> = {
  difficulty: [
    'Không có nó, chương trình dài ra và cùng một việc phải viết nhiều lần.',
    'Khó khăn lúc đầu là việc tuy nhỏ nhưng lặp lại ở nhiều chỗ.',
  ],
  mistake: [
    'Lỗi hay gặp là dùng nó theo thói quen mà quên xét trường hợp không có dữ liệu.',
    'Người mới học thường nhầm ở trường hợp đầu tiên hoặc cuối cùng.',
  ],
  'another way': [
    'Cách làm quen thuộc hơn cũng cho kết quả ấy, nhưng dài hơn và dễ sai hơn.',
    'Có cách khác dẫn đến cùng kết quả, song người đọc sẽ khó thấy mục đích hơn.',
  ],
  inside: [
    'Khi chạy, máy làm từng bước đúng theo thứ tự được viết, và mỗi bước đều có giá của nó.',
    'Bên trong, số bước tăng theo độ lớn của dữ liệu, nên nó quan trọng khi dữ liệu lớn.',
  ],
}

export const VIETNAMESE_LEADS: readonly string[] = [
  'Hàm dưới đây làm đúng như vậy.',
  'Viết thành mã thì rất ngắn.',
  'Mỗi bước ấy là một dòng ở dưới.',
  '',
]
