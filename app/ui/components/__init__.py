"""The pieces screens are made of. They read `ui/state`, call services, and know no other screen.

What lies here directly is of use to every screen and knows none of the rooms beside it: letters, cards,
fields, lists, sheets. The rooms have what belongs to one part of life: `people`, `circles`, `threads`,
`prompts`, `messages`, `writing`, `glossary`, `searching`, `safety`, `account` and `home`.
"""
