"""Passwords of ten characters and more that are tried first, in small letters; shorter ones are refused.

Written down from habit, not copied from a leak: words and names people choose in English and in Bengali
spelt with Latin letters. `passwords.py` compares without digits and signs too, so each stands for many.
"""

from typing import Final

_WORDS = """
1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc a1b2c3d4e5 a1b2c3d4e5f6 aa12345678 abbuammu abc123abc123 abcd123456
abcd12345678 abcdefghij abcdefghijk abdulkarim abdullah adminadmin administrator administrator1 akashnil
alexander alhamdulillah allahallah allahisone allahuakbar amarabbu amarammu amarbaba amarbari
amarbhalobasha amarchele amarjaan amarjan amarma amarmeye amarnam amarpran amarsonarbangla amartumi
amarvalobasha amijanina amitomakebhalobashi amitomakevalobashi amitomay amitomaybhalobashi ammuabbu
anything apnarnam argentina arsenalfc asd123asd123 asdfasdfasdf asdfghjkl asdfghjkl1 astaghfirullah
ayeshaayesha babama bangladesh bangladesh1 bangladesh1971 bangladesh71 bangladeshcricket barcelona barisal
baseball basketball batman bhaibhai bhaloachi bhalobasha bhalobashi bismillah bismillahir
bismillahirrahmanirrahim bondhubondhu brazilbrazil bridgebridge brishtibrishti calcutta changeme
changemenow changepassword changethis charlotte chattogram chelseafc chittagong cholobondhu cholojai
christian christina christopher comilla computer computer1 coxsbazar cricketcricket cricketlover cristiano
cristianoronaldo crpsavar darjeeling defaultpassword dhakabangladesh dhakadhaka doctordoctor dontforget
dontforgetit donttrustanyone dragondragon durgapuja eidmubarak ektubhalobasha elizabeth facebook facebook1
facebookpassword fatemafatema fatimafatima feluda felunda football football1 footballfan foreverlove
forgetmenot gameofthrones gazipur gmailcom gmailgmail gmailpassword godblessme godisgood godisgreat
golapful goodafternoon goodmorning goodnight googlegoogle guestguest handtherapy harekrishna
harekrishnaharerama harrypotter hellohello hellothere helloworld himuhimu hospital hospital1 hospital123
huaweihuawei humayunahmed idontknow ilishmach iloveallah ilovebangladesh ilovegod ilovejesus ilovemuhammad
ilovemyfamily ilovemyhusband ilovemylife ilovemymom ilovemyself ilovemywife iloveyou iloveyoubaby
iloveyouforever iloveyousomuch iloveyouu incredibleindia indiaindia inshallah internet internet1
iphoneiphone ironman jaanemaan jaimatadi jaishreeram jamunabridge janejigar januaryfebruary jennifer
jesuschrist jesusislord jesuslovesme jibonerkotha jibonshundor jibonsundor joybangabandhu joybangla
joyguru joymatadi justanother karimrahim kazinazrul kazinazrulislam kemonachen kemonacho khadija khulna
kichujanina killerkiller kisujanina kolkata kolkatakolkata lailahaillallah laillahaillallah letmein
letmeinnow letmeinplease lionelmessi liverpoolfc lkjhgfdsa loginlogin lovebangladesh loveyouforever
maababa mabababhai manchester manchesterunited mashallah mastermaster medicalcollege megherdesh messimessi
michaeljackson michaeljordan michaeljordan23 microsoft minecraft mishtimeye misirali mnbvcxz mohammad
mohammadali mohammed mondaytuesday monkeymonkey moynapakhi muhammad muhammadsaw mymensingh mypassword
narayanganj nazrulislam newpassword neymarneymar nilakash nopassword nothingelse nursenurse nusratjahan
occupational occupationaltherapist occupationaltherapy oldpassword omnamahshivaya onetwothree
onetwothreefour opensesame ourpassword padmabridge padmasetu paediatrics pakhipakhi passphrase passw0rd
password password1 password12 password123 passwordpassword pediatrics peersupport physiotherapist
physiotherapy pohelaboishakh poiuytrewq pokemonpokemon princess princess1 priyapriya pujapuja q1w2e3r4t5
q1w2e3r4t5y6 qazwsxedcrfv qwe123qwe123 qwerty12345 qwerty123456 qwertyasdf qwertyqwerty qwertyuiop
qwertyuiop1 rabindranath rabindranaththakur rahimkarim rahulrahul rajshahi rakibrakib ramadankareem
ramadanmubarak rangpur rasulullah realmadrid rehabilitation rehabrehab rememberme rojonigondha ronaldo
rongdhonu rootroot rubelrubel rupkotha sachintendulkar sakibsakib samantha samsung samsunggalaxy
samsungphone savarcrp secretpassword setusetu shadowshadow shakibalhasan shaktiman shapla shaplaful
sharodiya shetu shonamoni shonapakhi shopnoshopno shubhonoboborsho shudhutomake shudhutumi shuvonoboborsho
sohelsohel something sonamoni sonapakhi sonarbangla spiderman splintsplint starwars starwars1 subhanallah
sumaiyasumaiya sunshine sunshine1 superman superuser sylhetsylhet tanvirtanvir temporary temppassword
testing testpassword testtest testtesttest thankgod thankyoulord thepassword therapist therapytherapy
tomakechai trustnobody trustnoone trustnoone1 tumiamar tumiamarjan tumikothay username usernamepassword
useruser valoachi valobasha valobashi welcome welcome1 welcomeback welcomehome westbengal whatever
whateverr whatsapp wheelchair xiaomixiaomi yourpassword youtubeyoutube zaq12wsxcde zxcvbnm zxcvbnm123
zxcvbnmasdf zyxwvutsrq
"""

COMMON: Final = frozenset(_WORDS.split())
"""All of them, in small letters."""
