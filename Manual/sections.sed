# The sections of the help become sections of the page; commands that the program has not are left out.
/^\.Ar subcommand$/d
/^\.It Em help$/,/^\.El$/d
/^$/d
s/^(EXAMPLES|EXIT STATUS|ENVIRONMENT):$/.Ss \1/
/^\.Bl -tag -width 6n$/i\
.Ss OPTIONS
# The page says what each status means.
/^\.Sh "EXIT STATUS"$/,$d
